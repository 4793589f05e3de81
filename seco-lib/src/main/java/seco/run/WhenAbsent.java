package seco.run;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The value of a setting in files that were written before there was such a setting: the one under
 * which such a run behaves as it did.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface WhenAbsent {
  /** The value as text, a constant by its name, a group of settings as JSON. */
  String value();
}
