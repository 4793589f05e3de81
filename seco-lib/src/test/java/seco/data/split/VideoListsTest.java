package seco.data.split;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import seco.run.Hashes;
import seco.run.ProtocolCard;
import seco.video.VideoList;

class VideoListsTest {
  @TempDir Path folder;

  private OfficialSplits ucf101() throws IOException {
    Path splits = folder.resolve("ucf");
    Texts.write(splits.resolve("classInd.txt"), "1 Archery\n2 HandstandPushups\n");
    Texts.write(
        splits.resolve("trainlist01.txt"),
        "HandstandPushups/v_HandStandPushups_g08_c01.avi 2\n"
            + "Archery/v_Archery_g08_c01.avi 1\n"
            + "Archery/v_Archery_g08_c02.avi 1\n"
            + "Archery/v_Archery_g08_c03.avi 1\n");
    Texts.write(splits.resolve("testlist01.txt"), "Archery/v_Archery_g01_c01.avi\n");
    return SplitForm.UCF101.read(splits, List.of(1));
  }

  private List<MadeList> write(OfficialSplits splits, DoctorsTable table, String... kept)
      throws IOException {
    return new VideoLists(splits, table, Set.of(kept), null).write(folder.resolve("out"));
  }

  private String text(String name) throws IOException {
    return Files.readString(folder.resolve("out").resolve(name));
  }

  @Test
  void lists_holdTheSoundVideos_withTheDoctorsFrames() throws IOException {
    DoctorsTable table =
        Texts.table(
            folder,
            "UCF-101/Archery/v_Archery_g08_c01.mp4|31|ok",
            "UCF-101/Archery/v_Archery_g08_c02.mp4||damaged-header",
            "UCF-101/Archery/v_Archery_g01_c01.mp4|33|ok",
            "UCF-101/Handstandpushups/v_HandstandPushups_g08_c01.mp4|34|ok",
            "notes.txt||not-a-video");
    List<MadeList> made = write(ucf101(), table);

    assertEquals(
        "UCF-101/Handstandpushups/v_HandstandPushups_g08_c01.mp4 34 1\n"
            + "UCF-101/Archery/v_Archery_g08_c01.mp4 31 0\n",
        text("train1.txt"));
    assertEquals("UCF-101/Archery/v_Archery_g01_c01.mp4 33 0\n", text("test1.txt"));
    assertEquals("Archery\nHandstandPushups\n", text("classes.txt"));
    assertEquals(
        "video,file,verdict\n"
            + "Archery/v_Archery_g08_c02.avi,UCF-101/Archery/v_Archery_g08_c02.mp4,damaged-header\n"
            + "Archery/v_Archery_g08_c03.avi,,missing\n",
        text("train1.absent.csv"));
    assertFalse(Files.exists(folder.resolve("out/test1.absent.csv")));
    assertTrue(made.get(0).summary().contains("4 listed (officially 9537), 3 present, 1 missing"));
  }

  @Test
  void card_saysWhatIsThereOfWhichSplit() throws IOException {
    DoctorsTable table =
        Texts.table(folder, "v_Archery_g08_c01.avi|31|ok", "v_archery_g08_c02.avi|3|truncated");
    List<MadeList> made = write(ucf101(), table);

    Path list = folder.resolve("out/train1.txt");
    String sha256 = VideoList.read(list).sha256();
    ProtocolCard card = ProtocolCard.beside(list, sha256).orElseThrow();
    assertEquals(made.get(0).card(), card);
    assertEquals("UCF101, split 1, train", card.name());
    assertEquals("UCF101, split 1, train: 1 of 9537 videos", card.summary());
    assertEquals("train1.txt", card.list());
    assertEquals(
        new ProtocolCard.Counts(9537, 4, 0, 0, 2, Map.of("truncated", 1), 1, 2), card.counts());
    assertEquals(2, card.counts().present());
    assertEquals(1, card.counts().damaged());
    Path source = folder.resolve("ucf/trainlist01.txt");
    assertEquals(
        List.of(new ProtocolCard.Source("trainlist01.txt", Hashes.ofFile(source))), card.sources());
    assertEquals(1, card.notes().size());
    assertTrue(card.notes().get(0).startsWith("the files name 2 classes, the data set has 101"));
    assertFalse(made.get(1).written(), "no test video is there");
    assertFalse(Files.exists(folder.resolve("out/test1.txt")));
    assertTrue(Files.exists(folder.resolve("out/test1.absent.csv")));
  }

  @Test
  void keptVerdict_isListed() throws IOException {
    DoctorsTable table =
        Texts.table(
            folder, "v_Archery_g08_c01.avi|31|odd-size", "v_archery_g08_c02.avi||truncated");
    OfficialSplits splits = ucf101();
    assertEquals(
        Map.of("truncated", 1), write(splits, table, "odd-size").get(0).card().counts().leftOut());
    assertEquals("v_Archery_g08_c01.avi 31 0\n", text("train1.txt"));
    Texts.refused(
        () -> write(splits, table, "truncated"),
        table.file() + ", line 3: frames ''",
        "v_archery_g08_c02.avi");
  }

  @Test
  void names_thatDoNotMatch_areRefusedWithOneOfEachSide() throws IOException {
    DoctorsTable table = Texts.table(folder, "Archery/00001.avi|31|ok", "Archery/2.avi|31|ok");
    Texts.refused(
        () -> write(ucf101(), table),
        table.file() + ": has none of the 5 videos of UCF101",
        "trainlist01.txt, line 1 names 'HandstandPushups/v_HandStandPushups_g08_c01.avi'",
        "'Archery/00001.avi'");
    assertFalse(Files.exists(folder.resolve("out")));
  }

  @Test
  void onlyDamagedVideos_areRefused() throws IOException {
    DoctorsTable table = Texts.table(folder, "v_Archery_g01_c01.avi||empty");
    Texts.refused(() -> write(ucf101(), table), "none of the 5 listed videos is sound");
    assertFalse(Files.exists(folder.resolve("out")));
  }

  @Test
  void secondTime_sameListsAreLeft_othersRefused() throws IOException {
    DoctorsTable table = Texts.table(folder, "v_Archery_g08_c01.avi|31|ok");
    OfficialSplits splits = ucf101();
    List<MadeList> first = write(splits, table);
    assertEquals(first, write(splits, table));
    String list = text("train1.txt");
    DoctorsTable other = Texts.table(folder, "v_Archery_g01_c01.avi|32|ok");
    Texts.refused(() -> write(splits, other), "train1.txt: is there already and differs");
    assertEquals(list, text("train1.txt"));
    assertFalse(Files.exists(folder.resolve("out/test1.txt")));
  }

  @Test
  void pathThatNoListCanHold_isRefused() throws IOException {
    DoctorsTable table = Texts.table(folder, " x/v_Archery_g08_c01.avi|31|ok");
    Texts.refused(
        () -> write(ucf101(), table), table.file() + ", line 2: file ' x/v_Arch", "rename it");
  }

  @Test
  void sameName_inTwoClasses_isFoundInItsOwn() throws IOException {
    Path splits = folder.resolve("hmdb");
    Texts.write(splits.resolve("clap_test_split1.txt"), "a.avi 1\nb.avi 1\n");
    Texts.write(splits.resolve("wave_test_split1.txt"), "a.avi 1\nb.avi 2\n");
    DoctorsTable table =
        Texts.table(folder, "clap/a.avi|1|ok", "wave/a.avi|2|ok", "wave/b.avi|3|ok");
    List<MadeList> made = write(SplitForm.HMDB51.read(splits, List.of(1)), table);

    assertEquals("clap/a.avi 1 0\nwave/a.avi 2 1\n", text("train1.txt"));
    assertEquals(1, made.get(0).card().counts().missing(), "wave's b is not clap's");
    assertEquals(Map.of("SeCo's published lists", 3563), made.get(0).card().elsewhere());
  }

  @Test
  void kinetics_isMatchedByIdAndTimes_andReplacementsAreTaken() throws IOException {
    Path csv =
        Texts.write(
            folder.resolve("train.csv"),
            "label,youtube_id,time_start,time_end,split\n"
                + "riding a bike,-0123456789,10,20,train\n"
                + "riding a bike,0123456789a,0,10,train\n"
                + "zumba,0123456789b,5,15,train\n"
                + "zumba,0123456789C,5,15,train\n"
                + "zumba,0123456789d,5,15,train\n");
    DoctorsTable table =
        Texts.table(
            folder,
            "replacement_for_corrupted_k400/0123456789a_000000_000010.mp4|7|ok",
            "train/riding_a_bike/-0123456789_000010_000020.mp4|300|ok",
            "train/riding_a_bike/0123456789a_000000_000010.mp4|2|ok",
            "train/riding_a_bike/0123456789b.mp4|301|ok",
            "train/zumba/0123456789c_000005_000015.mp4|302|ok",
            "train/zumba/0123456789d_000006_000016.mp4|302|ok");
    List<MadeList> made = write(SplitForm.KINETICS400.read(csv, List.of()), table);

    assertEquals(
        "train/riding_a_bike/-0123456789_000010_000020.mp4 300 0\n"
            + "replacement_for_corrupted_k400/0123456789a_000000_000010.mp4 7 0\n"
            + "train/riding_a_bike/0123456789b.mp4 301 1\n",
        text("train.txt"));
    assertEquals(2, made.get(0).card().counts().missing(), "another id's case, other times");
    assertEquals(240_258, made.get(0).card().elsewhere().get("copy of CVDF"));
  }

  @Test
  void activityNet_writesItsSegments() throws IOException {
    Path json =
        Texts.write(
            folder.resolve("a.json"),
            ("{'database': {'v_012345678': {'subset': 'validation', 'duration': 9, 'annotations':"
                    + " [{'label': 'Cutting, dry', 'segment': [0.25, 4]}]}, '0123456789b':"
                    + " {'subset': 'testing', 'annotations': []}}}")
                .replace('\'', '"'));
    DoctorsTable table = Texts.table(folder, "v_v_012345678.mp4|99|ok");
    List<MadeList> made = write(SplitForm.ACTIVITYNET.read(json, List.of()), table);

    assertEquals("v_v_012345678.mp4 99 0\n", text("val.txt"));
    assertEquals(
        "file,label,class,start,end,first,last\n"
            + "v_v_012345678.mp4,0,\"Cutting, dry\",0.25,4.0,6,98\n",
        text("val.segments.csv"));
    assertEquals(2, made.size());
    assertEquals(1, made.get(1).card().counts().unlabelled());
    assertFalse(Files.exists(folder.resolve("out/test.txt")));
  }

  @Test
  void difference_fromTheAuthorsList_namesWhatIsMissingAndExtra() throws IOException {
    Texts.write(
        folder.resolve("lists/train_list.txt"),
        "data/v_HandStandPushups_g08_c01 30 1\ndata/v_archery_g08_c01 30 0\ndata/other 30 0\n");
    OfficialSplits authors = SplitForm.AUTHORS.read(folder.resolve("lists"), List.of());
    DoctorsTable table = Texts.table(folder, "v_Archery_g08_c01.avi|31|ok");
    ProtocolCard card =
        new VideoLists(ucf101(), table, Set.of(), authors)
            .write(folder.resolve("out"))
            .get(0)
            .card();

    assertEquals(
        new ProtocolCard.Difference(
            "authors' lists, train (train_list.txt)",
            3,
            1,
            2,
            List.of("data/other"),
            List.of("Archery/v_Archery_g08_c02.avi", "Archery/v_Archery_g08_c03.avi")),
        card.difference());
    assertEquals(card, ProtocolCard.read(folder.resolve("out/train1.card.json")));
  }

  @Test
  void difference_ofAuthorsFromSeveralSplits_isFromTheMostSimilar() throws IOException {
    Path hmdb = folder.resolve("hmdb");
    Texts.write(hmdb.resolve("clap_test_split1.txt"), "a.avi 1\nb.avi 1\nc.avi 2\n");
    Texts.write(hmdb.resolve("clap_test_split2.txt"), "a.avi 2\nb.avi 1\nc.avi 1\n");
    Texts.write(hmdb.resolve("clap_test_split3.txt"), "a.avi 2\nb.avi 2\nc.avi 1\n");
    Path list = Texts.write(folder.resolve("val_list.txt"), "data/a 9 0\ndata/b 9 0\n");
    ProtocolCard card =
        new VideoLists(
                SplitForm.AUTHORS.read(list, List.of()),
                Texts.table(folder, "clap/a.avi|31|ok"),
                Set.of(),
                SplitForm.HMDB51.read(hmdb, SplitForm.SPLITS))
            .write(folder.resolve("out"))
            .get(0)
            .card();

    ProtocolCard.Difference difference = card.difference();
    assertNotNull(difference);
    assertEquals("HMDB51, split 3, test (clap_test_split3.txt)", difference.from());
    assertEquals(0, difference.missing() + difference.extra());
    assertEquals("clap/a.avi 31 0\n", text("val.txt"));
  }

  @Test
  void folders_areClasses_whereNobodyHasSplit() throws IOException {
    DoctorsTable table =
        Texts.table(
            folder,
            "b c/x.avi|1|ok",
            "a/x.mp4|2|ok",
            "a/x.avi|3|ok",
            "top.avi|4|ok",
            "a/y.avi||empty");
    List<MadeList> made = VideoLists.ofFolders(table, Set.of()).write(folder.resolve("out"));

    assertEquals("b c/x.avi 1 1\na/x.mp4 2 0\na/x.avi 3 0\n", text("all.txt"));
    ProtocolCard card = made.get(0).card();
    assertEquals("class folders, all: 3 of 4 videos", card.summary());
    assertEquals(
        List.of("1 files lie beside the folders of the classes and have no class"), card.notes());
    DoctorsTable flat = Texts.table(folder, "top.avi|4|ok");
    Texts.refused(() -> VideoLists.ofFolders(flat, Set.of()), "'top.avi'");
  }
}
