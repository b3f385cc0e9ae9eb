import java.io.File;
import java.util.List;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Asks for PDF/A-2a and PDF/UA-1 of each file; the exit status is the number of refusals. */
public class PdfJudge {
  public static void main(String[] files) throws Exception {
    VeraGreenfieldFoundryProvider.initialise();
    int refused = 0;
    for (String file : files) {
      for (PDFAFlavour flavour : List.of(PDFAFlavour.PDFA_2_A, PDFAFlavour.PDFUA_1)) {
        refused += judge(new File(file), flavour) ? 0 : 1;
      }
    }
    System.exit(refused);
  }

  private static boolean judge(File file, PDFAFlavour flavour) throws Exception {
    try (PDFAParser parser = Foundries.defaultInstance().createParser(file, flavour);
        PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
      ValidationResult result = validator.validate(parser);
      System.out.printf("%s: %s: %s, %d checks%n", file.getName(), flavour,
          result.isCompliant() ? "conforms" : "REFUSED", result.getTotalAssertions());
      for (TestAssertion check : result.getTestAssertions()) {
        if (check.getStatus() == TestAssertion.Status.FAILED) {
          System.out.printf("  %s-%d: %s (%s)%n", check.getRuleId().getClause(),
              check.getRuleId().getTestNumber(), check.getMessage(), check.getLocation().getContext());
        }
      }
      return result.isCompliant();
    }
  }
}
