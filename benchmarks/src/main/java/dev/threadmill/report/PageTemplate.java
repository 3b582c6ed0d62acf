package dev.threadmill.report;

import com.github.mustachejava.DefaultMustacheFactory;
import com.github.mustachejava.MustacheException;
import com.github.mustachejava.reflect.MissingWrapper;
import com.github.mustachejava.reflect.ReflectionObjectHandler;
import com.github.mustachejava.util.Wrapper;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// A Mustache template among the resources of this package, in which all text stays text.
///
/// @param resource its name, such as `page.html`
/// @param escape writes a text so that it stays what it is
record PageTemplate(String resource, UnaryOperator<String> escape) {
  /// The template filled with a report, and with more parts by their names.
  String fill(ReportModel model, Map<String, Object> parts) {
    var factory =
        new DefaultMustacheFactory("dev/threadmill/report") {
          @Override
          public void encode(String value, Writer writer) {
            try {
              writer.write(escape.apply(value));
            } catch (IOException e) {
              throw new MustacheException(e);
            }
          }
        };
    factory.setObjectHandler(new Strict());
    var filled = new StringWriter();
    factory.compile(resource).execute(filled, List.of(model, parts));
    return filled.toString();
  }

  /// Refuses a name that nothing has, which would leave an empty place and no trace.
  private static final class Strict extends ReflectionObjectHandler {
    @Override
    public Wrapper find(String name, List<Object> scopes) {
      var found = super.find(name, scopes);
      if (found instanceof MissingWrapper) {
        throw new MustacheException("no part is called " + name);
      }
      return found;
    }
  }
}
