package seco.notebook;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what is shown: for each place all that stood there. */
final class RecordingScreen implements Screen {
  final List<List<Object>> places = new CopyOnWriteArrayList<>();
  private final Runnable onShow;

  /**
   * @param onShow called after every show and update
   */
  RecordingScreen(Runnable onShow) {
    this.onShow = onShow;
  }

  RecordingScreen() {
    this(() -> {});
  }

  @Override
  public Place show(Object content) {
    List<Object> place = new CopyOnWriteArrayList<>(List.of(content));
    places.add(place);
    onShow.run();
    return next -> {
      place.add(next);
      onShow.run();
    };
  }

  /** What stands at a place in the end. */
  Object last(int place) {
    List<Object> all = new ArrayList<>(places.get(place));
    return all.get(all.size() - 1);
  }
}
