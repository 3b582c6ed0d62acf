package dev.threadmill.analysis.claims;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/// The published claims that the jar carries, in `claims.json`.
public final class ClaimList {
  private ClaimList() {}

  public static List<Claim> ofThisJar() {
    var mapper =
        JsonMapper.builder()
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    try (var in = ClaimList.class.getResourceAsStream("claims.json")) {
      if (in == null) {
        throw new IllegalStateException("The jar has lost its claims.json");
      }
      return List.of(mapper.readValue(in, Claim[].class));
    } catch (IOException e) {
      throw new UncheckedIOException("claims.json in the jar is damaged", e);
    }
  }
}
