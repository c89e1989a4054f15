namespace Kiln.Report.Sections;

/// <summary>The images that a network is most wrong about.</summary>
/// <param name="Mistakes">The worst first.</param>
/// <param name="Names">The classes' names; empty for their numbers.</param>
/// <param name="AreProbabilities">Whether the network was trained so that the softmax of its scores are probabilities; otherwise the scores are shown.</param>
public sealed record MistakesSection(IReadOnlyList<Mistake> Mistakes, IReadOnlyList<string> Names, bool AreProbabilities) : ReportSection(SectionPlace.Mistakes, "The worst mistakes")
{
    /// <summary>What an image is called beside its number, such as the file it comes from; null for nothing.</summary>
    public Func<int, string>? ImageName { get; init; }

    /// <inheritdoc/>
    public override void Write(HtmlWriter html, string id)
    {
        if (Mistakes.Count == 0)
        {
            html.Write("p", "There is none: every validation image gets its own class.");
            return;
        }

        html.Write("p", "Validation images whose own class scores furthest below the answer, the worst first.");
        using (html.In("ol", ("class", "mistakes")))
        {
            foreach (Mistake mistake in Mistakes)
            {
                using (html.In("li"))
                    Write(html, mistake);
            }
        }
    }

    private void Write(HtmlWriter html, Mistake mistake)
    {
        (string label, string answer, string image) = (Name(mistake.Label), Name(mistake.Answer), ImageName?.Invoke(mistake.Image) ?? $"image {Number.Whole(mistake.Image)}");
        if (mistake.Picture is not null)
            html.Void("img", ("src", FiguresSection.DataAddress(mistake.Picture)), ("alt", $"{image}: {label}, taken for {answer}"), ("class", "sharp"));

        using (html.In("div"))
        {
            using (html.In("p", ("class", "answer")))
            {
                html.Write("b", label);
                html.Text(" taken for ");
                html.Write("b", answer, ("class", "wrong-answer"));
            }

            string scores = AreProbabilities
                ? $"{label} {Number.Percent(mistake.LabelProbability)}, {answer} {Number.Percent(mistake.AnswerProbability)}"
                : $"{label} {Number.Fixed(mistake.LabelScore, 2)}, {answer} {Number.Fixed(mistake.AnswerScore, 2)}";
            html.Write("p", scores);
            html.Write("p", image, ("class", "image-name"));
        }
    }

    private string Name(int index) => Names.Count == 0 ? $"class {Number.Whole(index)}" : Names[index];
}
