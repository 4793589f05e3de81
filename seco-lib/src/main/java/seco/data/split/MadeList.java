package seco.data.split;

import java.nio.file.Path;
import seco.run.ProtocolCard;

/**
 * A list of videos and its card.
 *
 * @param file of the list; it is not there where no video could be listed
 * @param card what it holds and how much is there of it
 */
public record MadeList(Path file, ProtocolCard card) {
  /** Whether the list could be written, so that at least one video is in it. */
  public boolean written() {
    return card.counts().written() > 0;
  }

  /** What is there, on one line. */
  public String summary() {
    ProtocolCard.Counts counts = card.counts();
    StringBuilder text = new StringBuilder();
    text.append(written() ? file.toString() : card.name() + ", no list").append(": ");
    text.append(counts.listed()).append(" listed");
    if (counts.official() > 0 && counts.official() != counts.listed()) {
      text.append(" (officially ").append(counts.official()).append(')');
    }
    text.append(", ").append(counts.present()).append(" present, ");
    text.append(counts.missing()).append(" missing, ");
    text.append(counts.damaged()).append(" left out");
    if (!counts.leftOut().isEmpty()) {
      text.append(' ').append(counts.leftOut());
    }
    if (counts.unlabelled() > 0) {
      text.append(", ").append(counts.unlabelled()).append(" without a class");
    }
    return text.toString();
  }
}
