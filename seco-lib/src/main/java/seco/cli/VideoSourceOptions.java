package seco.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import seco.InputException;
import seco.bench.StoreSource;

/** The options that say of which videos a timed stage makes a frame store. */
final class VideoSourceOptions {
  @Option(
      names = "--videos",
      paramLabel = "N",
      description = "Videos of the store (default ${DEFAULT-VALUE}).")
  private int videos = 100;

  @Option(
      names = "--pixels",
      paramLabel = "N",
      description = "Edge of their square frames (default ${DEFAULT-VALUE}).")
  private int pixels = 128;

  @Option(
      names = "--frames",
      paramLabel = "N",
      description = "Frames of a video (default ${DEFAULT-VALUE}).")
  private int frames = 48;

  @Option(
      names = "--list",
      converter = Options.PathConverter.class,
      paramLabel = "FILE",
      description = "Videos to take instead of the lab's, a line each: path frames label.")
  private @Nullable Path list;

  @Option(
      names = "--root",
      converter = Options.PathConverter.class,
      paramLabel = "DIR",
      description = "Folder to which the list's paths are relative.")
  private @Nullable Path root;

  StoreSource source() {
    if (list == null && root == null) {
      return new StoreSource.Lab(videos, pixels, frames);
    }
    if (list == null || root == null) {
      throw new InputException("--list and --root: one needs the other");
    }
    return new StoreSource.Files(list, root);
  }
}
