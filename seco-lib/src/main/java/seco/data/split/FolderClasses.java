package seco.data.split;

import java.util.List;
import seco.InputException;

/** Videos in a folder for each class, which nobody has split: all of them are one part. */
final class FolderClasses {
  private FolderClasses() {}

  /**
   * What the doctor's table has, the classes numbered alphabetically.
   *
   * @throws InputException if no file lies in a class's folder
   */
  static OfficialSplits of(DoctorsTable table) {
    PartName all = new PartName("all", "");
    ClassNames classes = new ClassNames();
    SplitCollector collector = new SplitCollector("class folders", Naming.PATH);
    collector.source(all, table.file());
    int beside = 0;
    for (DoctorsTable.Row row : table.rows()) {
      if (row.className().isEmpty()) {
        beside++;
      } else {
        int label = classes.add(row.className());
        collector.add(all, new ListedVideo(row.file(), label, table.file(), row.at()));
      }
    }
    if (classes.names().isEmpty()) {
      throw new InputException(
          table.file() + ": no file lies in a class's folder, such as " + first(table.rows()));
    }
    if (beside > 0) {
      collector.note(
          all, beside + " files lie beside the folders of the classes and have no class");
    }
    return collector.finishSorted(classes);
  }

  private static String first(List<DoctorsTable.Row> rows) {
    return "'" + rows.get(0).file() + "'";
  }
}
