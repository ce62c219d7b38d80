package org.countersign.keystore.pkcs11;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The forms in which tokens give CKA_EC_POINT. */
class PublicObjectTest {
  @ParameterizedTest
  @ValueSource(ints = {32, 57, 64, 96})
  void thePointIsFoundInEveryWrapping(int length) {
    byte[] field = new byte[length];
    Arrays.fill(field, (byte) 4); // the octet of every tag there could be confusion with
    byte[] marked = concat(new byte[] {4}, field);
    assertThat(PublicObject.field(field, length)).isEqualTo(field);
    assertThat(PublicObject.field(concat(new byte[] {4, (byte) length}, field), length))
        .isEqualTo(field);
    assertThat(PublicObject.field(concat(new byte[] {3, (byte) (length + 1), 0}, field), length))
        .isEqualTo(field);
    if (length >= 64) {
      assertThat(PublicObject.field(marked, length)).isEqualTo(field);
      assertThat(PublicObject.field(concat(new byte[] {4, (byte) (length + 1)}, marked), length))
          .isEqualTo(field);
    }
  }

  private static byte[] concat(byte[] one, byte[] two) {
    ByteArrayOutputStream both = new ByteArrayOutputStream();
    both.writeBytes(one);
    both.writeBytes(two);
    return both.toByteArray();
  }
}
