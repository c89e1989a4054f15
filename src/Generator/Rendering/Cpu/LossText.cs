using Kiln.Generator.Lowering.Steps;
using Kiln.Generator.Support;

namespace Kiln.Generator.Rendering.Cpu;

/// <summary>Softmax and log loss, row by row of scores.</summary>
internal static class LossText
{
    /// <summary>A loss that stands alone.</summary>
    public static void Write(KernelText text)
    {
        SoftmaxLossStep loss = (SoftmaxLossStep)text.Kernel.Kernel.Main;
        text.Units = UnitCount.Images(1);
        Rows(text, loss, text.Read(loss.Scores), "from", "to");
    }

    /// <summary>Losses, ranks and gradients of the images from <paramref name="first"/> to <paramref name="last"/>, if the run has labels.</summary>
    public static void Rows(KernelText text, SoftmaxLossStep loss, MapText scores, string first, string last)
    {
        SourceWriter w = text.Body;
        MapText gradient = text.Write(loss.Gradient);
        int number = text.Plan.Graph.NumberOf(loss.Node);
        text.Parameter("bool", "labelled", "HasLabels");
        text.Parameter("ReadOnlySpan<int>", "labels", $"LabelsOf({((Size)number)})");
        text.Parameter("Span<float>", "losses", $"LossesOf({((Size)number)})");
        text.Parameter("Span<int>", "ranks", $"RanksOf({((Size)number)})");
        text.Parameter("float", "share", "ImageShare");

        int pixels = scores.Shape.Height * scores.Shape.Width, classes = scores.Shape.Channels;
        string weight = loss.Weight == 1 ? "share" : $"{VectorText.Literal(loss.Weight)} * share";
        if (text.Plan.Graph.HasOwnLoss)
        {
            w.Line("// Without labels the loss adds nothing to the derivative that the caller gives.");
            w.Line("if (!labelled)");
            w.Line($"    {gradient.Name}.Slice(({first}) * {gradient.Image}, (({last}) - ({first})) * {gradient.Image}).Clear();");
            w.Line();
        }

        using (w.Block("if (labelled)"))
        using (w.Block($"for (int image = {first}; image < {last}; image++)"))
        {
            if (pixels == 1)
            {
                Row("image");
                return;
            }

            using (w.Block($"for (int pixel = 0; pixel < {pixels}; pixel++)"))
            {
                w.Line($"int row = (image * {pixels}) + pixel;");
                Row("row");
            }
        }

        void Row(string row)
        {
            string from = Slice(scores, row), to = Slice(gradient, row);
            w.Line($"losses[{row}] = global::Kiln.Numerics.SoftmaxLoss.Row({scores.Name}.Slice({from}, {classes}), labels[{row}], {weight}, {gradient.Name}.Slice({to}, {classes}), out ranks[{row}]);");
        }
    }

    /// <summary>Where a pixel's channels start, in a map with or without a border.</summary>
    private static string Slice(MapText map, string row) => map.Layout.HasHalo
        ? row == "image" ? MapText.Index(("1", map.Origin()), ("image", map.Image)) : MapText.Index(("1", map.Origin()), ("image", map.Image), ($"(pixel / {map.Width})", map.Row), ($"(pixel % {map.Width})", map.Pixel))
        : MapText.Index((row, map.Pixel));
}
