package seco;

/**
 * Input that cannot be used: a damaged video, a wrong line of a list, an option outside its range.
 *
 * <p>The message is one line that names the file, the line and the value, and says what to do.
 */
public class InputException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public InputException(String message) {
    super(message);
  }

  public InputException(String message, Throwable cause) {
    super(message, cause);
  }
}
