package seco.cli;

import picocli.CommandLine.Command;
import seco.experiment.table.PaperTable;

/** Table 3 of the paper. */
@Command(
    name = "table3",
    description = {
      "Table 3: fine-tuning on UCF101 and HMDB51, cell by cell.",
      "Says first what each cell needs. Columns of a row share its pretraining; what is finished is"
          + " not done again: after an interruption the same command goes on.",
      "Rows that the paper only cites, or whose weights are not given, are listed as such.",
    })
final class Table3Command extends TableCommand {
  Table3Command() {
    super(PaperTable.TABLE3);
  }
}
