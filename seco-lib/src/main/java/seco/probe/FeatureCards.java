package seco.probe;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import seco.InputException;
import seco.compile.Precision;
import seco.run.Card;
import seco.run.DataPart;
import seco.run.ProtocolCard;
import seco.run.Provenance;
import seco.run.Score;
import seco.video.FrameStore;

/**
 * The cards of features: what they say, and which features may be used together. Training and test
 * features must have been taken in one way of one data set, and neither the classifier nor the
 * network may have learned from the test's videos.
 */
public final class FeatureCards {
  /** The code that made them; features of several versions may be used together. */
  public static final String COMMIT = Score.COMMIT;

  /** Names of the data sets' parts from which the network has learned, in {@link #SEPARATOR}s. */
  public static final String TRAINED_ON = "trainedOn";

  /** Fingerprints of the videos from which the network has learned, in {@link #SEPARATOR}s. */
  public static final String TRAINED_ON_VIDEOS = "trainedOnVideos";

  /** Between several parts, fingerprints or commits. */
  public static final String SEPARATOR = " + ";

  /** The same as a pattern. */
  static final String PARTED = Pattern.quote(SEPARATOR);

  /** Whether every feature was divided by its L2 norm. */
  static final String NORMALISED = "normalised";

  /** Which mean was subtracted: none, the set's own, a given one, or that of each group. */
  static final String CENTRE = "centre";

  static final String DATA = "data";
  static final String SPLIT = "split";
  static final String PART = "part";
  static final String VIDEOS = "videos";
  static final String STORE = "store";
  static final String LIST = "list";
  static final String SEGMENTS = "segments";

  /** What features of other videos taken in the same way may say otherwise. */
  private static final Set<String> OF_THE_VIDEOS =
      Set.of(STORE, LIST, VIDEOS, PART, SEGMENTS, COMMIT);

  private FeatureCards() {}

  /**
   * The card of features that are to be taken of a store.
   *
   * @param weights what is said of the network
   * @param precision of the compiled network; null for the blocks
   */
  public static Card of(
      FrameStore store,
      Card weights,
      FeatureConfig how,
      FeatureRows.Kind kind,
      @Nullable Segments segments,
      @Nullable Precision precision)
      throws IOException {
    return ofVideos(store)
        .with(weights)
        .with("rows", kind)
        .with(SEGMENTS, segments == null ? null : segments.sha256())
        .with("framesPerVideo", how.framesPerVideo())
        .with("edge", how.edge())
        .with("pixels", how.pixels())
        .with("compiled", precision)
        .with(COMMIT, Provenance.currentCommit());
  }

  /**
   * The card of features of clips that are to be taken of a store.
   *
   * @param weights what is said of the network
   */
  public static Card ofClips(FrameStore store, Card weights, ClipConfig how) throws IOException {
    return how.card(ofVideos(store).with(weights)).with(COMMIT, Provenance.currentCommit());
  }

  /** What a card says of the videos of a store. */
  public static Card ofVideos(FrameStore store) throws IOException {
    Optional<ProtocolCard> protocol = ProtocolCard.in(store.folder(), store.listSha256());
    Card card = Card.EMPTY;
    if (protocol.isPresent()) {
      DataPart part = protocol.get().dataPart();
      card = card.with(DATA, part.dataSet()).with(SPLIT, part.split()).with(PART, part.part());
    }
    return card.with(STORE, store.contentSha256())
        .with(LIST, store.listSha256())
        .with(VIDEOS, store.videosSha256());
  }

  /**
   * Requires features to fit each other as training and test.
   *
   * @param train file of the training features, for messages
   * @param test file of the test features, for messages
   * @throws InputException if they were taken in different ways, or a test video was trained on
   */
  public static void requireTest(Card seen, Path train, Card held, Path test) {
    requireSameWay(seen, train, held, test);
    boolean otherSegments =
        seen.get(SEGMENTS).isPresent()
            && held.get(SEGMENTS).isPresent()
            && !says(seen, held, SEGMENTS);
    boolean same = (says(seen, held, STORE) || says(seen, held, VIDEOS)) && !otherSegments;
    Optional<DataPart> trained = part(seen);
    Optional<DataPart> asked = part(held);
    boolean overlapping =
        trained.isPresent() && asked.isPresent() && trained.get().overlaps(asked.get());
    if (same || overlapping) {
      throw new InputException(
          "%s holds %s, %s %s: a test needs videos that were not trained on"
              .formatted(test, named(asked), train, named(trained)));
    }
    requireUnseen(held, test);
  }

  /**
   * Requires features of one and the same file, each row of which is asked of all the others, to be
   * no test of a network that has learned from videos of it.
   */
  public static void requireLeaveOneOut(Card card, Path file) {
    if (part(card).filter(part -> !part.part().equals("train")).isPresent()) {
      requireUnseen(card, file);
    }
  }

  /** Requires both to say the same but of the videos. */
  static void requireSameWay(Card seen, Path train, Card held, Path test) {
    String what = "%s and %s: take both features in the same way".formatted(train, test);
    seen.requireLike(held, OF_THE_VIDEOS, what);
  }

  /**
   * Requires the network to have learned from none of the videos.
   *
   * @throws InputException naming the part that it has learned from
   */
  public static void requireUnseen(Card card, Path file) {
    Optional<DataPart> asked = part(card);
    for (String seen : list(card, TRAINED_ON)) {
      if (asked.isPresent() && seen.contains(", ") && DataPart.parse(seen).overlaps(asked.get())) {
        throw new InputException(
            "%s: %s, of which the network has seen videos: it was trained on %s"
                .formatted(file, asked.get(), seen));
      }
    }
    Optional<String> videos = card.get(VIDEOS);
    if (videos.isPresent() && list(card, TRAINED_ON_VIDEOS).contains(videos.get())) {
      throw new InputException(file + ": the network was trained on these very videos");
    }
  }

  /**
   * The card of a number that is measured with features: how they were taken and changed, of which
   * videos, and by which network. Who judges is still to be named.
   */
  public static Card ofResult(FeatureSet train, FeatureSet test) {
    Card seen = new Card(train.card());
    Card held = new Card(test.card());
    return Card.EMPTY
        .with(NORMALISED, false)
        .with(CENTRE, "none")
        .with(held.without(OF_THE_VIDEOS))
        .with(PART, held.get(PART).orElse(null))
        .with("train", seen.get(STORE).orElse(null))
        .with("trainList", seen.get(LIST).orElse(null))
        .with("trainRows", train.size())
        .with("test", held.get(STORE).orElse(null))
        .with("testList", held.get(LIST).orElse(null))
        .with("testRows", test.size())
        .with("trainSegments", seen.get(SEGMENTS).orElse(null))
        .with("testSegments", held.get(SEGMENTS).orElse(null))
        .with(COMMIT, Provenance.currentCommit());
  }

  private static boolean says(Card a, Card b, String field) {
    return a.get(field).isPresent() && a.get(field).equals(b.get(field));
  }

  private static List<String> list(Card card, String field) {
    return card.get(field).map(text -> Arrays.asList(text.split(PARTED))).orElse(List.of());
  }

  /** The part of a data set that features are of, where it is known. */
  private static Optional<DataPart> part(Card card) {
    return card.get(DATA)
        .map(data -> new DataPart(data, card.get(SPLIT).orElse(""), card.get(PART).orElse("all")));
  }

  private static String named(Optional<DataPart> part) {
    return part.map(DataPart::toString).orElse("the same videos");
  }
}
