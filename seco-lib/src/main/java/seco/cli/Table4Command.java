package seco.cli;

import picocli.CommandLine.Command;
import seco.experiment.table.PaperTable;

/** Table 4 of DualVar's paper. */
@Command(
    name = "table4",
    description = {
      "DualVar's Table 4: fine-tuning of 3-D networks on split 1 of UCF101 and HMDB51.",
      "Says first what each cell needs. Columns of a row share its pretraining; what is finished is"
          + " not done again: after an interruption the same command goes on.",
      "Rows that the paper only cites are listed as such.",
    })
final class Table4Command extends TableCommand {
  Table4Command() {
    super(PaperTable.TABLE4);
  }
}
