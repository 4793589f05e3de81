package seco.cli;

import picocli.CommandLine.Command;
import seco.experiment.table.PaperTable;

/** Table 5 of DualVar's paper. */
@Command(
    name = "table5",
    description = {
      "DualVar's Table 5: retrieval on split 1 of UCF101, R@k.",
      "Ten clips of each video; each set is centred first, as published. The record has all k, and"
          + " the same without centring.",
      "Says first what each cell needs. Columns of a row share its pretraining; what is finished is"
          + " not done again: after an interruption the same command goes on.",
      "Rows that the paper only cites are listed as such.",
    })
final class Table5Command extends TableCommand {
  Table5Command() {
    super(PaperTable.TABLE5);
  }
}
