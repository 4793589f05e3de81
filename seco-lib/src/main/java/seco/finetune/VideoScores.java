package seco.finetune;

import seco.InputException;

/**
 * Scores of videos.
 *
 * @param values (videos, classes), row by row
 * @param classes of the classifier
 * @param labels of the videos
 */
public record VideoScores(float[] values, int classes, int[] labels) {
  public VideoScores {
    if (values.length != labels.length * classes || labels.length == 0) {
      throw new IllegalArgumentException(
          "%d scores for %d videos of %d classes".formatted(values.length, labels.length, classes));
    }
    for (int label : labels) {
      if (label < 0 || label >= classes) {
        throw new InputException(
            "a test video of class %d, the classifier has %d".formatted(label, classes));
      }
    }
  }

  /** The class of highest score of each video. */
  public int[] predictions() {
    int[] predictions = new int[labels.length];
    for (int video = 0; video < labels.length; video++) {
      for (int k = 1; k < classes; k++) {
        if (score(video, k) > score(video, predictions[video])) {
          predictions[video] = k;
        }
      }
    }
    return predictions;
  }

  /** Share of videos whose class is among the {@code k} highest scores; of equal ones the first. */
  public double top(int k) {
    int right = 0;
    for (int video = 0; video < labels.length; video++) {
      right += rank(video) < k ? 1 : 0;
    }
    return right / (double) labels.length;
  }

  private int rank(int video) {
    int own = labels[video];
    int before = 0;
    for (int other = 0; other < classes; other++) {
      float more = score(video, other) - score(video, own);
      before += more > 0 || (more == 0 && other < own) ? 1 : 0;
    }
    return before;
  }

  private float score(int video, int label) {
    return values[video * classes + label];
  }
}
