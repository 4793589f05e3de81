package seco.experiment.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import seco.InputException;
import seco.finetune.ClipTuningConfig;
import seco.model.ClipTrunkConfig.Kind;
import seco.pretrain.DualVarConfig;
import seco.pretrain.DualVarFlavour;
import seco.pretrain.PretrainConfig;

final class TableSettingsTest {
  @TempDir private Path folder = Path.of("");

  private TableSettings settings(
      PaperTable table, String preset, @Nullable Path data, StartWeights start, String... given) {
    Map<String, Path> weights =
        given.length == 0 ? Map.of() : Map.of(given[0], folder.resolve("weights.pth"));
    return new TableSettings(table, preset, data, folder, folder, start, weights, null);
  }

  private static PaperCell cell(PaperTable table, String row, String column) {
    return table.cell(row, column).orElseThrow();
  }

  @Test
  void obstacle_saysWhatIsToBeGiven() {
    TableSettings bare = settings(PaperTable.TABLE1, "paper", folder, StartWeights.WEIGHTS);
    assertEquals(
        "needs --weights supervised=FILE",
        bare.obstacle(cell(PaperTable.TABLE1, "supervised", "kinetics")).orElseThrow());
    assertTrue(
        bare.obstacle(cell(PaperTable.TABLE1, "vince", "kinetics"))
            .orElseThrow()
            .contains("cited"));
    assertTrue(
        bare.obstacle(cell(PaperTable.TABLE1, "inter", "kinetics"))
            .orElseThrow()
            .contains("needs --weights start=FILE"));
  }

  @Test
  void obstacle_isWhatTheDataLack_untilTheyAreThere() throws Exception {
    TableSettings given =
        settings(PaperTable.TABLE1, "paper", folder, StartWeights.WEIGHTS, "moco-imagenet");
    PaperCell inter = cell(PaperTable.TABLE1, "inter", "activitynet");
    assertTrue(given.obstacle(inter).orElseThrow().endsWith("data-scripts/kinetics400 makes it"));
    Files.createDirectories(folder.resolve("kinetics400/frames/train"));
    assertTrue(given.obstacle(inter).orElseThrow().endsWith("data-scripts/activitynet makes it"));
    Files.createDirectories(folder.resolve("activitynet/frames/train"));
    Files.createDirectories(folder.resolve("activitynet/frames/val"));
    assertTrue(given.obstacle(inter).isEmpty());
    PaperCell tracked = cell(PaperTable.TABLE1, "inter", "otb-success");
    assertTrue(given.obstacle(tracked).orElseThrow().endsWith("data-scripts/got10k makes it"));
  }

  @Test
  void table2_hasNoStartOfItsOwn_andASmallNetworkAtThePapersSize() {
    List<PaperCell> cells = PaperTable.TABLE2.cells();
    InputException e =
        assertThrows(InputException.class, () -> TableSettings.usualStart(cells, false));
    assertTrue(e.getMessage().contains("choose random, or weights"), e.getMessage());
    TableSettings table2 = settings(PaperTable.TABLE2, "paper", folder, StartWeights.RANDOM);
    PaperRow seco = PaperTable.TABLE2.rows().get(8);
    PretrainConfig config = table2.pretraining(seco, 3);
    assertEquals(18, config.encoder().trunk().depth());
    assertEquals(512, config.encoder().trunk().featureSize());
    assertEquals(PretrainConfig.paper().withSeed(3), config.with("encoder.trunk.depth", 50));
  }

  @Test
  void rows_trainTheirTasks() {
    TableSettings table1 = settings(PaperTable.TABLE1, "paper", folder, StartWeights.RANDOM);
    assertEquals("inter", tasks(table1, "inter"));
    assertEquals("inter,intra", tasks(table1, "inter+intra"));
    assertEquals("inter,intra,order", tasks(table1, "inter+intra+order"));
    TableSettings table3 = settings(PaperTable.TABLE3, "paper", folder, StartWeights.RANDOM);
    assertEquals("inter,intra,order", tasks(table3, "seco"));
  }

  private static String tasks(TableSettings settings, String row) {
    PaperRow named =
        settings.table().rows().stream().filter(r -> r.id().equals(row)).findFirst().orElseThrow();
    return settings.pretraining(named, 1).taskNames();
  }

  @Test
  void labsColumns_haveNamesOfTheirOwn() {
    TableSettings lab = settings(PaperTable.TABLE1, "smoke", null, StartWeights.STILLS);
    assertEquals(
        "table1-smoke-lab-inter-lab-untrimmed",
        lab.name(cell(PaperTable.TABLE1, "inter", "activitynet")));
    for (PaperTable table : PaperTable.values()) {
      StartWeights start = table.isOfClips() ? StartWeights.RANDOM : StartWeights.STILLS;
      TableSettings settings = settings(table, "smoke", null, start);
      table.cells().forEach(cell -> assertTrue(settings.label(cell).startsWith("lab")));
    }
  }

  @Test
  void clipRows_arePretrainedAsTheirNamesSay_andLearnForLongerAfterKinetics() {
    TableSettings table4 = settings(PaperTable.TABLE4, "paper", folder, StartWeights.RANDOM);
    PaperRow moco = cell(PaperTable.TABLE4, "dualvar-moco-ucf101", "ucf101").row();
    PaperRow kinetics = cell(PaperTable.TABLE4, "dualvar-simclr-k400", "ucf101").row();
    assertEquals(PaperData.UCF101, table4.pretrainedOn(moco));
    assertEquals(PaperData.KINETICS, table4.pretrainedOn(kinetics));
    assertEquals(
        DualVarConfig.paper(DualVarFlavour.MOCO).with(Map.of("seed", 3)),
        ClipRow.of(moco).pretraining("paper", 3));
    ClipTuningConfig paper = ClipTuningConfig.paper();
    assertEquals(paper, ClipRow.of(moco).tuning("paper", 1));
    ClipTuningConfig longer = ClipRow.of(kinetics).tuning("paper", 1);
    assertEquals(150, longer.descent().epochs());
    assertEquals(List.of(50, 100), longer.descent().drops());
    assertEquals(ClipTuningConfig.smoke(), ClipRow.of(kinetics).tuning("smoke", 1));
  }

  @Test
  void pretextTasksOfSecosTables_areLearnedByAnR3d_fromRandomWeights() {
    TableSettings table3 = settings(PaperTable.TABLE3, "paper", folder, StartWeights.WEIGHTS);
    PaperRow turned = cell(PaperTable.TABLE3, "3drotnet", "ucf101").row();
    PaperRow ordered = cell(PaperTable.TABLE3, "cliporder", "ucf101").row();
    assertEquals(PaperData.KINETICS, table3.pretrainedOn(turned));
    assertEquals(PaperData.UCF101, table3.pretrainedOn(ordered));
    for (PaperRow row : List.of(turned, ordered)) {
      assertEquals(StartWeights.RANDOM, table3.start(row));
      assertEquals(Kind.R3D, ClipRow.of(row).pretraining("paper", 1).trunk().kind());
      assertEquals(Kind.R3D, ClipRow.of(row).tuning("paper", 1).trunk().kind());
    }
    assertEquals(DualVarFlavour.ROTNET3D, ClipRow.of(turned).pretraining("paper", 1).flavour());
    assertEquals(DualVarFlavour.CLIP_ORDER, ClipRow.of(ordered).pretraining("paper", 1).flavour());
    assertEquals(
        StartWeights.RANDOM,
        TableSettings.usualStart(List.of(cell(PaperTable.TABLE2, "3drotnet", "kinetics")), false));
    assertEquals(
        StartWeights.WEIGHTS,
        TableSettings.usualStart(PaperTable.TABLE3.cells("", "ucf101"), false));
  }

  @Test
  void pretextTasksOfTable3_needEverySplitThatIsThere_withEveryFrame() throws Exception {
    TableSettings table3 = settings(PaperTable.TABLE3, "paper", folder, StartWeights.WEIGHTS);
    PaperCell cell = cell(PaperTable.TABLE3, "cliporder", "hmdb51");
    assertTrue(
        table3
            .obstacle(cell)
            .orElseThrow()
            .endsWith("train1: not there; data-scripts/ucf101 makes it with --frames all"));
    Files.createDirectories(folder.resolve("ucf101/frames/train1"));
    assertTrue(table3.obstacle(cell).orElseThrow().contains("data-scripts/hmdb51 makes it"));
    Files.createDirectories(folder.resolve("hmdb51/frames/train2"));
    Files.createDirectories(folder.resolve("hmdb51/frames/test2"));
    assertTrue(table3.obstacle(cell).isEmpty());
  }

  @Test
  void clipOrder_isJudgedOnTheFirstSplitAlone_ofWhichItHasLearned() {
    assertTrue(ClipRow.isOnFirstSplit(cell(PaperTable.TABLE3, "cliporder", "ucf101")));
    assertFalse(ClipRow.isOnFirstSplit(cell(PaperTable.TABLE3, "cliporder", "hmdb51")));
    assertFalse(ClipRow.isOnFirstSplit(cell(PaperTable.TABLE3, "3drotnet", "ucf101")));
    assertFalse(ClipRow.isOnFirstSplit(cell(PaperTable.TABLE3, "seco", "ucf101")));
    assertTrue(ClipRow.isOnFirstSplit(cell(PaperTable.TABLE4, "dualvar-simclr-k400", "ucf101")));
  }

  @Test
  void commands_giveNoStartToNetworksOfClips() {
    assertTrue(cell(PaperTable.TABLE3, "cliporder", "ucf101").command().endsWith("--out DIR"));
    assertTrue(cell(PaperTable.TABLE2, "3drotnet", "kinetics").command().endsWith("--out DIR"));
    assertTrue(cell(PaperTable.TABLE2, "seco", "kinetics").command().endsWith("--start random"));
    assertTrue(
        cell(PaperTable.TABLE3, "seco", "ucf101").command().endsWith("--weights start=FILE"));
  }

  @Test
  void clipCells_lackTheFirstSplitAlone_andThePretrainingOfTheirRow() throws Exception {
    TableSettings table4 = settings(PaperTable.TABLE4, "paper", folder, StartWeights.RANDOM);
    PaperCell cell = cell(PaperTable.TABLE4, "dualvar-moco-ucf101", "hmdb51");
    Files.createDirectories(folder.resolve("ucf101/frames/train2"));
    assertTrue(
        table4
            .obstacle(cell)
            .orElseThrow()
            .endsWith("train1: not there; data-scripts/ucf101 makes it with --frames all"));
    Files.createDirectories(folder.resolve("ucf101/frames/train1"));
    Files.createDirectories(folder.resolve("hmdb51/frames/train2"));
    Files.createDirectories(folder.resolve("hmdb51/frames/test2"));
    assertTrue(table4.obstacle(cell).orElseThrow().contains("data-scripts/hmdb51 makes it"));
    Files.createDirectories(folder.resolve("hmdb51/frames/train1"));
    Files.createDirectories(folder.resolve("hmdb51/frames/test1"));
    assertTrue(table4.obstacle(cell).isEmpty());
    PaperCell kinetics = cell(PaperTable.TABLE4, "dualvar-simclr-k400", "hmdb51");
    assertTrue(table4.obstacle(kinetics).orElseThrow().contains("kinetics400 makes it"));
    TableSettings given =
        settings(PaperTable.TABLE4, "paper", folder, StartWeights.RANDOM, "dualvar-simclr-k400");
    assertTrue(given.obstacle(kinetics).isEmpty());
  }

  @Test
  void table5_hasOneRecord_andAnotherOneForAnotherPretraining() {
    PaperCell first = cell(PaperTable.TABLE5, "dualvar", "r1");
    TableSettings usual = settings(PaperTable.TABLE5, "paper", folder, StartWeights.RANDOM);
    assertEquals("table5-paper-dualvar-ucf101", usual.name(first));
    assertEquals(usual.name(first), usual.name(cell(PaperTable.TABLE5, "dualvar", "r50")));
    assertEquals(PaperData.KINETICS, usual.pretrainedOn(first.row()));
    TableSettings other =
        new TableSettings(
            PaperTable.TABLE5,
            "paper",
            folder,
            folder,
            folder,
            StartWeights.RANDOM,
            Map.of(),
            PaperData.toPretrainOn("ucf101"));
    assertEquals("table5-paper-dualvar-on-ucf101-ucf101", other.name(first));
    assertEquals(PaperData.UCF101, other.pretrainedOn(first.row()));
    assertThrows(InputException.class, () -> PaperData.toPretrainOn("hmdb51"));
  }

  @Test
  void settings_thatDoNotGoTogether_areRefused() {
    assertThrows(
        InputException.class,
        () -> settings(PaperTable.TABLE1, "paper", null, StartWeights.RANDOM));
    assertThrows(
        InputException.class,
        () -> settings(PaperTable.TABLE1, "desk", folder, StartWeights.STILLS));
    InputException e =
        assertThrows(
            InputException.class,
            () -> settings(PaperTable.TABLE3, "desk", null, StartWeights.STILLS, "vie-full"));
    assertTrue(
        e.getMessage().contains("takes those of start, cliporder, 3drotnet, supervised"),
        e.getMessage());
    InputException clips =
        assertThrows(
            InputException.class,
            () -> settings(PaperTable.TABLE4, "desk", null, StartWeights.STILLS));
    assertTrue(clips.getMessage().contains("begins with random weights"), clips.getMessage());
    assertThrows(
        InputException.class,
        () -> settings(PaperTable.TABLE5, "desk", null, StartWeights.RANDOM, "start"));
  }
}
