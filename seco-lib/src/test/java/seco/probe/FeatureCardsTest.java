package seco.probe;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import seco.InputException;
import seco.run.Card;

/** Which features may be used together. */
class FeatureCardsTest {
  private static final Path TRAIN = Path.of("train");
  private static final Path TEST = Path.of("test");

  /** Features of a part of UCF101 by a network that has seen some videos. */
  private static Card card(String split, String part, String trainedOn) {
    return Card.EMPTY
        .with("data", "UCF101")
        .with("split", split)
        .with("part", part)
        .with("store", "store of " + split + part)
        .with("videos", "videos of " + split + part)
        .with("encoder", "e")
        .with("trainedOn", trainedOn)
        .with("trainedOnVideos", "videos of 1train")
        .with("pixels", 224)
        .with("commit", split + part);
  }

  private static void refused(String message, Executable work) {
    assertEquals(message, assertThrows(InputException.class, work).getMessage());
  }

  private static void requireTest(Card train, Card test) {
    FeatureCards.requireTest(train, TRAIN, test, TEST);
  }

  @Test
  void officialTrainAndTest_ofTheNetworksOwnSplit_fit() {
    String seen = "Kinetics-400, train + UCF101, split 1, train";
    assertDoesNotThrow(() -> requireTest(card("1", "train", seen), card("1", "test", seen)));
  }

  @Test
  void networkOfSplit1_onTheTestListOfSplit2_isRefused() {
    String seen = "Kinetics-400, train + UCF101, split 1, train";
    refused(
        "test: UCF101, split 2, test, of which the network has seen videos: it was trained on"
            + " UCF101, split 1, train",
        () -> requireTest(card("2", "train", seen), card("2", "test", seen)));
  }

  @Test
  void trainingSplitAsTest_isRefused() {
    refused(
        "test holds UCF101, split 1, train, train UCF101, split 1, train: a test needs videos that"
            + " were not trained on",
        () -> requireTest(card("1", "train", "nothing"), card("1", "train", "nothing")));
  }

  @Test
  void classifierOfAnotherSplit_isRefused() {
    refused(
        "train and test: take both features in the same way: split '1' and '2'",
        () -> requireTest(card("1", "train", "nothing"), card("2", "test", "nothing")));
  }

  @Test
  void otherWeightsAndCrop_areRefused_namingBoth() {
    Card other = card("1", "test", "nothing").with("encoder", "f").with("pixels", 112);
    refused(
        "train and test: take both features in the same way: encoder 'e' and 'f', pixels '224' and"
            + " '112'",
        () -> requireTest(card("1", "train", "nothing"), other));
  }

  @Test
  void videosOfNoKnownDataSet_onWhichTheNetworkWasTrained_areRefused() {
    Card train = Card.EMPTY.with("videos", "a").with("trainedOnVideos", "x + b");
    Card test = Card.EMPTY.with("videos", "b").with("trainedOnVideos", "x + b");
    refused("test: the network was trained on these very videos", () -> requireTest(train, test));
    assertDoesNotThrow(() -> requireTest(train, test.with("videos", "c")));
  }

  @Test
  void segmentsOfTheSameVideos_areATestOnlyWhereTheTablesDiffer() {
    Card train = Card.EMPTY.with("videos", "v").with("store", "a").with("segments", "s");
    Card test = Card.EMPTY.with("videos", "v").with("store", "b").with("segments", "s");
    assertThrows(InputException.class, () -> requireTest(train, test));
    assertDoesNotThrow(() -> requireTest(train, test.with("segments", "t")));
  }

  @Test
  void leaveOneOut_onTrainingVideos_isNoTest_butOnATestListIs() {
    String seen = "UCF101, split 1, train";
    assertDoesNotThrow(() -> FeatureCards.requireLeaveOneOut(card("1", "train", seen), TRAIN));
    assertDoesNotThrow(() -> FeatureCards.requireLeaveOneOut(card("1", "test", seen), TEST));
    assertThrows(
        InputException.class, () -> FeatureCards.requireLeaveOneOut(card("2", "test", seen), TEST));
  }
}
