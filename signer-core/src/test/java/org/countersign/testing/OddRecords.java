package org.countersign.testing;

/**
 * RDATA of types that a TLD seldom has, each legal; names in lower case where the canonical form
 * down-cases them (RFC 4034 section 6.2, RFC 6840 section 5.1).
 */
public final class OddRecords {
  private OddRecords() {}

  /** Type and RDATA in presentation format. */
  public static final String[][] TYPES = {
    {"A", "192.0.2.77"},
    {"AAAA", "2001:db8:0:0:1:0:0:1"},
    {"AAAA", "::ffff:192.0.2.1"},
    {"AAAA", "::"},
    {"TXT", "\"one\" two \"thr;ee\" \"\" \"\\000\\127\\200 (x)\""},
    {"MX", "10 mail.elsewhere.net."},
    {"SRV", "0 5 5060 sip.elsewhere.net."},
    {"CAA", "128 tbs \"unknown\""},
    {"NAPTR", "100 50 \"s\" \"z3950+i2l+n2c\" \"\" _z3950._tcp.elsewhere.net."},
    {"LOC", "52 22 23.000 N 4 53 32.000 E -2.00m 1m 10000m 10m"},
    {"TLSA", "3 1 1 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"},
    {"SSHFP", "2 1 123456789abcdef67890123456789abcdef67890"},
    {"HINFO", "\"Generic PC clone\" \"NetBSD-1.4\""},
    {"RP", "louie.elsewhere.net. info.elsewhere.net."},
    {"AFSDB", "1 afs.elsewhere.net."},
    {"PTR", "host.elsewhere.net."},
    {"URI", "10 1 \"ftp://ftp1.example.com/public\""},
    {"TYPE65280", "\\# 4 01020304"},
    {"TYPE1000", "\\# 0"},
    {"OPENPGPKEY", "mQCNAzIG"},
    {"SMIMEA", "3 0 0 d2abde240d7cd3ee6b4b28c54df034b9"},
    {"CERT", "1 12345 8 mQCNAzIG"},
    {"SVCB", "1 Svc.Elsewhere.NET. alpn=\"h2,h3\" port=8443 ipv4hint=192.0.2.1"},
    {"SVCB", "16 foo.example.org. mandatory=alpn,ipv4hint alpn=\"h2\" ipv4hint=192.0.2.1"},
    {"HTTPS", "0 Pool.Elsewhere.NET."},
    {"HTTPS", "1 . alpn=h3 ech=AAAA key667=\"hello\\210qoo\""},
    {"DHCID", "AAIBY2/AuCccgoJbsaxcQc9TUapptP69lOjxfNuVAA2kjEA="},
  };
}
