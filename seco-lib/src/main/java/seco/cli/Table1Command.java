package seco.cli;

import picocli.CommandLine.Command;
import seco.experiment.table.PaperTable;

/** Table 1 of the paper. */
@Command(
    name = "table1",
    description = {
      "Table 1: frozen features of ResNet-50 on Kinetics-400, ActivityNet and OTB-100, cell by cell.",
      "Says first what each cell needs. Columns of a row share its pretraining; what is finished is"
          + " not done again: after an interruption the same command goes on.",
      "Rows that the paper only cites, or whose weights are not given, are listed as such.",
    })
final class Table1Command extends TableCommand {
  Table1Command() {
    super(PaperTable.TABLE1);
  }
}
