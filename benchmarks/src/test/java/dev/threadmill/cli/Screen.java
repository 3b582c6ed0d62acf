package dev.threadmill.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A terminal in memory, which does what control codes tell it to: what a person sees in the end.
///
/// It breaks what is wider than itself, and breaks it anew when its own width changes.
final class Screen {
  private static final Pattern CODE = Pattern.compile("\033\\[(\\d*)([A-Za-z])");

  private static final class Row {
    final StringBuilder text = new StringBuilder();
    boolean goesOn;
  }

  private final List<Row> rows = new ArrayList<>(List.of(new Row()));
  private int width;
  private int row;
  private int column;

  Screen(int width) {
    this.width = width;
  }

  /// All rows down to the last that is not empty.
  List<String> rows() {
    return rows.stream()
        .map(any -> any.text)
        .collect(Collectors.joining("\n"))
        .stripTrailing()
        .lines()
        .toList();
  }

  /// The rows that go on in the next one: what was printed was wider than the terminal.
  List<String> broken() {
    return rows.stream().filter(any -> any.goesOn).map(any -> any.text.toString()).toList();
  }

  void print(String text) {
    var code = CODE.matcher(text);
    for (int i = 0; i < text.length(); i++) {
      if (code.region(i, text.length()).lookingAt()) {
        obey(code.group(2), code.group(1).isEmpty() ? 0 : Integer.parseInt(code.group(1)));
        i = code.end() - 1;
      } else {
        print(text.charAt(i));
      }
    }
  }

  private void obey(String code, int number) {
    switch (code) {
      case "A" -> row = Math.max(0, row - Math.max(1, number));
      case "K" -> erase();
      case "J" -> {
        erase();
        rows.subList(row + 1, rows.size()).clear();
      }
      case "m" -> {} // a colour
      default -> throw new AssertionError("This terminal does not know the code " + code);
    }
  }

  private void erase() {
    rows.get(row).text.setLength(Math.min(column, rows.get(row).text.length()));
    rows.get(row).goesOn = false;
  }

  private void print(char letter) {
    switch (letter) {
      case '\r' -> column = 0;
      case '\n' -> nextRow();
      default -> {
        if (column == width) {
          rows.get(row).goesOn = true;
          nextRow();
        }
        var text = rows.get(row).text;
        text.repeat(' ', Math.max(0, column - text.length()));
        text.replace(column, Math.min(text.length(), column + 1), String.valueOf(letter));
        column++;
      }
    }
  }

  private void nextRow() {
    row++;
    column = 0;
    if (row == rows.size()) {
      rows.add(new Row());
    }
  }

  void resize(int columns) {
    var before = List.copyOf(rows);
    int at = row;
    int of = column;
    rows.clear();
    width = columns;
    int cursorRow = 0;
    int cursorColumn = 0;
    boolean goesOn = false;
    for (int i = 0; i < before.size(); i++) {
      if (!goesOn) {
        rows.add(new Row());
        row = rows.size() - 1;
        column = 0;
      }
      var text = before.get(i).text.toString();
      if (i == at) {
        print(text.substring(0, Math.min(of, text.length())));
        cursorRow = row;
        cursorColumn = column;
        text = text.substring(Math.min(of, text.length()));
      }
      print(text);
      goesOn = before.get(i).goesOn;
    }
    row = cursorRow;
    column = cursorColumn;
  }
}
