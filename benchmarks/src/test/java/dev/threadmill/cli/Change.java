package dev.threadmill.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/// A change to a file that somebody made or damaged: to a value in its JSON, to a word in its text,
/// or to its bytes. The same dice make the same change of the same file.
record Change(Kind kind, long dice) {
  enum Kind {
    VALUE,
    TEXT,
    BYTES,
    /// Another thing in its place, such as a link.
    FILE
  }

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /// What stands for JSON that Jackson would not write.
  private static final String RAW = "@raw:";

  private static final String DEEP = RAW + "deep@";

  /// In what a stranger writes, so that a test sees where it comes out again.
  static final String FORGED_LINE = "Forged, with a line of its own";

  static final String FORGED_SCRIPT = "forged()";

  private static final String[] STRINGS = {
    "",
    " ",
    "a.b",
    ".",
    "..",
    "../../secret.txt",
    "/etc/passwd",
    "~",
    "\u0000",
    "\u001b[2J\u001b]0;title\u0007",
    "\u009b31m",
    "\u202eevil\u2066",
    "\ufeff\u200b",
    "a\n" + FORGED_LINE,
    "a\r" + FORGED_LINE,
    "<script>" + FORGED_SCRIPT + "</script>",
    "</script><img src=x onerror=" + FORGED_SCRIPT + ">",
    "\"'`|*_[x](javascript:" + FORGED_SCRIPT + ")",
    "${jndi:ldap://x}",
    "%s%n%d",
    "{{score X}}",
    "--help",
    "@file",
    "a,b=c]d[",
    "NaN",
    "1e999",
    "-1",
    "ns/op",
    "ops/s",
    "B/op",
    "complete",
    "ok",
    "n/a",
    "failed",
    "VIRTUAL",
    "CHANNEL",
    "25",
    "\ud800",
    "😀".repeat(50),
  };

  private static final String[] NUMBERS = {
    "0",
    "-0.0",
    "1",
    "-1",
    "2",
    "1.5",
    "0.5",
    "1.0",
    "100",
    "1e9",
    "1e-9",
    "1e-320",
    "1e300",
    "1e999",
    "-1e300",
    "NaN",
    "Infinity",
    "2147483647",
    "2147483648",
    "-2147483648",
    "9223372036854775807",
    "9223372036854775808",
    "1" + "0".repeat(400),
    "0.1" + "0".repeat(300)
  };

  /// The file as it is with the change.
  ///
  /// @param name of the file; `.json` is one value, `.jsonl` one in each line, all else is text
  byte[] in(String name, byte[] before) {
    var random = new Random(dice * 0x9E3779B97F4A7C15L);
    var text = new String(before, StandardCharsets.UTF_8);
    if (kind == Kind.VALUE && name.endsWith(".json")) {
      return utf8(value(text, random));
    } else if (kind == Kind.VALUE && name.endsWith(".jsonl")) {
      var lines = new ArrayList<>(Arrays.asList(text.strip().split("\n", -1)));
      int line = random.nextInt(lines.size());
      lines.set(line, value(lines.get(line), random));
      return utf8(String.join("\n", lines) + "\n");
    } else if (kind == Kind.BYTES) {
      return bytes(before, random);
    }
    return utf8(text(text, random));
  }

  /// A word as a stranger would choose it.
  static String word(Random random) {
    return any(STRINGS, random);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String any(String[] of, Random random) {
    return of[random.nextInt(of.length)];
  }

  // Values

  private static String value(String json, Random random) {
    try {
      var top = NODES.arrayNode().add(JSON.readTree(json));
      change(top, random);
      return raw(JSON.writeValueAsString(top.get(0)), random);
    } catch (JsonProcessingException e) {
      return text(json, random); // an earlier change left it no JSON
    }
  }

  /// A place in the tree: a container and what it has there.
  private record Place(ContainerNode<?> in, String key, int index) {
    JsonNode get() {
      var value = in instanceof ObjectNode object ? object.get(key) : in.get(index);
      return value == null ? NODES.missingNode() : value;
    }

    void set(JsonNode value) {
      if (in instanceof ObjectNode object) {
        object.set(key, value);
      } else {
        ((ArrayNode) in).set(index, value);
      }
    }
  }

  private static Place place(ArrayNode top, Random random) {
    var place = new Place(top, "", 0);
    while (place.get() instanceof ContainerNode<?> in && !in.isEmpty()) {
      if (place.in != top && random.nextInt(6) == 0) {
        break;
      }
      int index = random.nextInt(in.size());
      place =
          in instanceof ObjectNode object
              ? new Place(object, new ArrayList<>(names(object)).get(index), 0)
              : new Place(in, "", index);
    }
    return place;
  }

  private static List<String> names(ObjectNode object) {
    var names = new ArrayList<String>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static void change(ArrayNode top, Random random) {
    var place = place(top, random);
    var value = place.get();
    switch (random.nextInt(20)) {
      case 0 -> remove(place);
      case 1 -> place.set(NODES.nullNode());
      case 2 -> place.set(random.nextBoolean() ? NODES.booleanNode(false) : NODES.objectNode());
      case 3 -> place.set(NODES.textNode(any(STRINGS, random)));
      case 4 -> place.set(NODES.textNode(RAW + any(NUMBERS, random) + "@"));
      case 5 -> place.set(place(top, random).get().deepCopy());
      case 6 -> twice(place);
      case 7 -> rename(place, random);
      case 8 -> empty(value);
      case 9 -> multiply(place, value, random);
      case 10 -> place.set(NODES.textNode(random.nextInt(4) == 0 ? DEEP : "long ".repeat(20_000)));
      case 11 -> {
        if (place.in instanceof ObjectNode object) {
          object.put("more" + random.nextInt(10), any(STRINGS, random));
        }
      }
      default -> place.set(nearly(value, random));
    }
  }

  private static void remove(Place place) {
    if (place.in instanceof ObjectNode object) {
      object.remove(place.key);
    } else if (place.in.size() > 1) {
      ((ArrayNode) place.in).remove(place.index);
    }
  }

  private static void twice(Place place) {
    if (place.in instanceof ObjectNode object) {
      object.set(RAW + place.key + "@", place.get().deepCopy());
    } else {
      ((ArrayNode) place.in).add(place.get().deepCopy());
    }
  }

  private static void rename(Place place, Random random) {
    if (place.in instanceof ObjectNode object) {
      var value = place.get();
      object.remove(place.key);
      object.set(random.nextBoolean() ? any(STRINGS, random) : place.key + "s", value);
    }
  }

  private static void empty(JsonNode value) {
    if (value instanceof ContainerNode<?> container) {
      container.removeAll();
    }
  }

  private static void multiply(Place place, JsonNode value, Random random) {
    var list = value instanceof ArrayNode all ? all : place.in;
    if (list instanceof ArrayNode all && !all.isEmpty() && all.size() < 1000) {
      var copy = all.deepCopy();
      for (int times = random.nextInt(30); times > 0; times--) {
        all.addAll(copy);
      }
    }
  }

  /// A value of the same kind, and often one that may be there.
  private static JsonNode nearly(JsonNode value, Random random) {
    if (value.isNumber()) {
      double number = value.asDouble();
      return switch (random.nextInt(6)) {
        case 0 -> NODES.numberNode(-number);
        case 1 -> NODES.textNode(value.asText());
        case 2 -> value.isIntegralNumber() ? NODES.numberNode(value.asLong() + 1) : value;
        case 3 -> NODES.numberNode(number * 1000);
        default ->
            value.isIntegralNumber()
                ? NODES.numberNode(Math.max(0, value.asLong() - random.nextInt(2)))
                : NODES.numberNode(number * (0.5 + random.nextDouble()));
      };
    } else if (value instanceof TextNode) {
      var text = value.asText();
      int at = random.nextInt(text.length() + 1);
      return NODES.textNode(
          switch (random.nextInt(5)) {
            case 0 -> text.substring(0, at);
            case 1 -> text.substring(0, at) + any(STRINGS, random) + text.substring(at);
            case 2 -> text.toUpperCase(Locale.ROOT);
            case 3 -> text + "x";
            default -> any(STRINGS, random) + text;
          });
    } else if (value.isBoolean()) {
      return NODES.booleanNode(!value.asBoolean());
    } else if (value instanceof ArrayNode array && array.size() > 1) {
      int at = random.nextInt(array.size() - 1);
      var first = array.get(at);
      array.set(at, array.get(at + 1));
      array.set(at + 1, first);
    }
    return value;
  }

  private static String raw(String json, Random random) {
    int depth = 500 * (1 + random.nextInt(40));
    var deep =
        random.nextBoolean() ? "[".repeat(depth) + "]".repeat(depth) : "{\"a\":".repeat(depth);
    return json.replace('"' + DEEP + '"', deep)
        .replaceAll("\"" + RAW + "([\\w.+-]+)@\"(?!:)", "$1")
        .replaceAll("\"" + RAW + "([^\"@]*)@\":", "\"$1\":");
  }

  // Text

  private static String text(String text, Random random) {
    var lines = new ArrayList<>(Arrays.asList(text.split("\n", -1)));
    int one = random.nextInt(lines.size());
    int other = random.nextInt(lines.size());
    var line = lines.get(one);
    int at = random.nextInt(line.length() + 1);
    switch (random.nextInt(10)) {
      case 0 -> lines.remove(one);
      case 1 -> lines.add(one, lines.get(other));
      case 2 -> lines.set(one, lines.set(other, line));
      case 3 -> lines.set(one, line.substring(0, at));
      case 4 -> lines.set(one, line.repeat(1 + random.nextInt(20)));
      case 5 -> {
        return String.join("\r\n", lines);
      }
      case 6 -> {
        return String.join("\r", lines);
      }
      case 7 -> lines.set(one, word(line, random));
      case 8 -> lines.add(one, any(STRINGS, random));
      default -> lines.set(one, line.substring(0, at) + any(STRINGS, random) + line.substring(at));
    }
    return String.join("\n", lines);
  }

  private static String word(String line, Random random) {
    var words = line.split(" ", -1);
    int one = random.nextInt(words.length);
    int equals = words[one].indexOf('=') + 1;
    words[one] = words[one].substring(0, equals) + any(STRINGS, random);
    return String.join(" ", words);
  }

  // Bytes

  private static final byte[][] BITS = {
    {0},
    {'\r'},
    {'\n'},
    {(byte) 0xff},
    {(byte) 0xc3},
    {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
    {(byte) 0xef, (byte) 0xbb, (byte) 0xbf},
    {27, '['},
    {(byte) 0xc2, (byte) 0x9b},
    {'"'},
    {'}'},
    {','},
    new byte[4096]
  };

  private static byte[] bytes(byte[] before, Random random) {
    int at = random.nextInt(before.length + 1);
    int end = Math.min(before.length, at + 1 + random.nextInt(before.length / 4 + 2));
    var after = new ByteArrayOutputStream();
    switch (random.nextInt(7)) {
      case 0 -> after.write(before, 0, at);
      case 1 -> {
        var flipped = before.clone();
        if (at < flipped.length) {
          flipped[at] ^= (byte) (1 << random.nextInt(8));
        }
        after.writeBytes(flipped);
      }
      case 2 -> {
        after.write(before, 0, at);
        after.write(before, end, before.length - end);
      }
      case 3 -> {
        after.write(before, 0, end);
        after.write(before, at, before.length - at);
      }
      case 4 -> {
        after.writeBytes(before);
        after.writeBytes(BITS[random.nextInt(BITS.length)]);
      }
      default -> {
        var bits = BITS[random.nextInt(BITS.length)];
        int where = random.nextInt(4) == 0 ? 0 : at;
        after.write(before, 0, where);
        after.writeBytes(bits);
        after.write(before, where, before.length - where);
      }
    }
    return after.toByteArray();
  }
}
