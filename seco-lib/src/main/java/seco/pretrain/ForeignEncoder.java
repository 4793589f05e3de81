package seco.pretrain;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import seco.InputException;
import seco.checkpoint.CheckpointKind;
import seco.checkpoint.ForeignWeights;
import seco.checkpoint.LoadReport;
import seco.model.ResNetConfig;
import seco.model.SecoEncoder;
import seco.run.Hashes;

/**
 * A network with the weights of a file: of torchvision, MoCo, SeCo, or of a run.
 *
 * @param network closed by its owner
 * @param kind whose file it is
 * @param report what of the network is the file's
 * @param sha256 fingerprint of the file
 */
public record ForeignEncoder(
    SecoEncoder network, CheckpointKind kind, LoadReport report, String sha256) {

  /**
   * Reads a file's trunk, whose depth and width its shapes tell. The heads are the file's where it
   * has three; else they are random and of no use.
   *
   * @throws InputException if the file is refused, or holds no whole ResNet-18, 34 or 50
   */
  public static ForeignEncoder trunk(Path file, NDManager manager) throws IOException {
    ForeignWeights weights = ForeignWeights.read(file);
    EncoderConfig shape = new EncoderConfig(trunk(file, weights), SecoEncoder.Heads.PER_TASK);
    LoadReport.Allowed outside =
        new LoadReport.Allowed(List.of(), weights.outside(), List.of()); // whatever it is
    return load(file, weights, shape, LoadReport.Allowed.trunkOnly().and(outside), manager);
  }

  /** Reads a file into the network of a training's settings. */
  static ForeignEncoder read(
      Path file, EncoderConfig settings, LoadReport.Allowed allowed, NDManager manager)
      throws IOException {
    ForeignWeights weights = ForeignWeights.read(file);
    ResNetConfig trunk = trunk(file, weights);
    ResNetConfig wanted = settings.trunk();
    if (trunk.depth() != wanted.depth() || trunk.width() != wanted.width()) {
      throw new InputException(
          "%s: holds %s, the run's network is %s (settings encoder.trunk.depth and .width)"
              .formatted(file, trunk.title(), wanted.title()));
    }
    boolean moco = weights.kind() == CheckpointKind.MOCO_V2;
    LoadReport.Allowed all = moco ? allowed.and(LoadReport.Allowed.moco()) : allowed;
    return load(file, weights, settings, all, manager);
  }

  private static ResNetConfig trunk(Path file, ForeignWeights weights) {
    try {
      return ResNetConfig.ofShapes(weights.shapes());
    } catch (InputException e) {
      throw new InputException(file + ": holds " + e.getMessage(), e);
    }
  }

  private static ForeignEncoder load(
      Path file,
      ForeignWeights weights,
      EncoderConfig shape,
      LoadReport.Allowed allowed,
      NDManager manager)
      throws IOException {
    SecoEncoder network = SecoEncoder.create(manager, shape.trunk(), shape.heads(), new Random(0));
    try {
      LoadReport report = weights.load(network.arrays(), allowed);
      return new ForeignEncoder(network, weights.kind(), report, Hashes.ofFile(file));
    } catch (IOException | RuntimeException e) {
      network.close();
      throw e;
    }
  }
}
