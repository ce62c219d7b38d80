package org.countersign.operate;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.countersign.dns.Fingerprint;
import org.countersign.validate.PartialJudge;
import org.countersign.validate.PartialVerdict;
import org.countersign.validate.SignatureVerdict;

/** {@code validate --partial}: what each signature among loose records is worth. */
final class LooseRecords {
  private static final String NONE =
      "there is no signature (RRSIG record) in what was read, so nothing is proven; dig needs"
          + " +dnssec to show them";

  private final OutputOptions output;

  LooseRecords(OutputOptions output) {
    this.output = output;
  }

  int judge(List<Path> files, Instant at) throws IOException {
    List<InputStream> inputs = new ArrayList<>();
    PartialVerdict verdict;
    try {
      for (Path file : files) {
        inputs.add(InputFile.stream(file, output));
      }
      verdict = new PartialJudge().judge(inputs, at);
    } finally {
      for (InputStream input : inputs) {
        input.close();
      }
    }
    List<String> problems = new ArrayList<>(verdict.problems());
    if (verdict.signatures().isEmpty()) {
      problems.add(NONE);
    }
    if (output.json()) {
      output.document(document(verdict, problems, at));
    } else {
      print(verdict, problems);
    }
    return verdict.allValid() ? ExitCode.DONE : ExitCode.REFUSED;
  }

  private static Map<String, Object> document(
      PartialVerdict verdict, List<String> problems, Instant at) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("allValid", verdict.allValid());
    document.put("at", at.toString());
    document.put("signatures", verdict.signatures().stream().map(LooseRecords::fields).toList());
    document.put("problems", problems);
    return document;
  }

  private static Map<String, Object> fields(SignatureVerdict signature) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("owner", signature.owner());
    fields.put("type", signature.type());
    fields.put("keyTag", signature.keyTag().value());
    fields.put("keyFingerprint", signature.key().map(Fingerprint::hex).orElse(null));
    fields.put("verdict", signature.kind().text());
    fields.put("message", signature.message());
    return fields;
  }

  private void print(PartialVerdict verdict, List<String> problems) {
    for (SignatureVerdict signature : verdict.signatures()) {
      output
          .out()
          .println(
              signature.kind().text()
                  + ": "
                  + signature.owner()
                  + " "
                  + signature.type()
                  + ", key tag "
                  + signature.keyTag()
                  + ": "
                  + signature.message());
    }
    problems.forEach(problem -> output.out().println("problem: " + problem));
    long valid = verdict.signatures().stream().filter(SignatureVerdict::valid).count();
    output.out().println(valid + " of " + verdict.signatures().size() + " signatures are valid");
  }
}
