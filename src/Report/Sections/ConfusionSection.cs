using Kiln.Training;

namespace Kiln.Report.Sections;

/// <summary>Which classes are taken for which: a table coloured by how often, and the commonest pairs.</summary>
/// <param name="Confusion">The counts.</param>
/// <param name="Names">The classes' names; empty for their numbers.</param>
public sealed record ConfusionSection(ConfusionMatrix Confusion, IReadOnlyList<string> Names) : ReportSection(SectionPlace.Confusion, "Confusion matrix")
{
    /// <summary>Of more classes only the pairs are shown.</summary>
    private const int MostClasses = 64;

    private const int MostPairs = 12;

    /// <inheritdoc/>
    public override void Write(HtmlWriter html, string id)
    {
        long wrong = (long)Math.Round(Confusion.Error * Confusion.Total);
        html.Write("p", $"{Number.Whole(wrong)} of {Number.Of(Confusion.Total, "validation image")} are taken for another class: {Number.Percent(Confusion.Error)}.");
        Pairs(html);
        if (Confusion.Classes > MostClasses)
            return;

        using (HtmlTable.Frame(html, $"{id}-frame", "Table of confusions"))
        using (html.In("table", ("class", "confusion")))
        {
            HtmlTable.Caption(html, "A row for each true class, a column for each answer: green for right answers, red for wrong ones, the stronger the larger the share of the class.");
            using (html.In("thead"))
            using (html.In("tr"))
            {
                foreach (string column in (IEnumerable<string>)["class", .. Enumerable.Range(0, Confusion.Classes).Select(Name), "images", "error"])
                    html.Write("th", column, ("scope", "col"));
            }

            using (html.In("tbody"))
            {
                for (int label = 0; label < Confusion.Classes; label++)
                    Row(html, label);
            }
        }
    }

    private void Row(HtmlWriter html, int label)
    {
        long images = Confusion.ImagesOf(label);
        using (html.In("tr"))
        {
            html.Write("th", Name(label), ("scope", "row"));
            for (int said = 0; said < Confusion.Classes; said++)
            {
                long count = Confusion[label, said];
                string? heat = count == 0 ? null : $"--heat:{Number.Plain(Heat((double)count / images, said == label))}";
                html.Write("td", count == 0 ? "" : Number.Whole(count), ("class", count == 0 ? null : said == label ? "right" : "wrong"), ("style", heat));
            }

            html.Write("td", Number.Whole(images), ("class", "number"));
            html.Write("td", Number.Percent(Confusion.ErrorOf(label)), ("class", "number error"));
        }
    }

    private void Pairs(HtmlWriter html)
    {
        (int Label, int Said, long Count)[] pairs =
        [
            .. from label in Enumerable.Range(0, Confusion.Classes)
               from said in Enumerable.Range(0, Confusion.Classes)
               let count = Confusion[label, said]
               where said != label && count > 0
               orderby count descending, label, said
               select (label, said, count),
        ];
        if (pairs.Length == 0)
            return;

        using (html.In("p", ("class", "pairs")))
        {
            html.Text("Most often: ");
            foreach ((int label, int said, long count) in pairs.Take(MostPairs))
            {
                using (html.In("span", ("class", "pair")))
                {
                    html.Write("b", Name(label));
                    html.Text(" as ");
                    html.Write("b", Name(said));
                    html.Text($" {Number.Whole(count)}×");
                }

                html.Text(" ");
            }
        }
    }

    /// <summary>Few wrong answers are to be seen too; right ones differ above nine in ten.</summary>
    private static double Heat(double share, bool isRight) => isRight ? Math.Max(0, (share - 0.5) * 2) : Math.Min(1, 0.15 + Math.Sqrt(share));

    private string Name(int index) => Names.Count == 0 ? Number.Whole(index) : Names[index];
}
