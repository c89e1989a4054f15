using System;
using System.Linq;
using Kiln.Generator.Graph;
using Kiln.Generator.Lowering;
using Kiln.Generator.Lowering.Steps;
using Kiln.Generator.Planning.Cpu.Schedules;
using Kiln.Generator.Support;

namespace Kiln.Generator.Rendering.Cpu;

/// <summary>Gradient by the weights of a convolution after which a pool was fused: every filter sums its winners' windows of inputs.</summary>
/// <remarks>The units of work are filters, over all images: no two threads add to the same weight, and each weight is summed in the order
/// of images and cells.</remarks>
internal sealed class WeightsAtWinnersText
{
    private readonly KernelText text;
    private readonly SourceWriter w;
    private readonly VectorText v;
    private readonly ConvBackwardWeights conv;
    private readonly ConvGeometry geometry;
    private readonly WinnerSchedule schedule;
    private readonly WinnerText winners;
    private readonly MapText input;

    private WeightsAtWinnersText(KernelText text)
    {
        this.text = text;
        w = text.Body;
        v = text.Vector;
        conv = (ConvBackwardWeights)text.Kernel.Kernel.Main;
        geometry = conv.Geometry;
        schedule = (WinnerSchedule)text.Kernel.Schedule;
        winners = new WinnerText(text);
        input = text.Read(conv.Input);
        text.Reference("inputs", input);
    }

    private Window Filter => geometry.Window;

    private int Filters => geometry.Filters;

    private int FilterRow => geometry.Stretch;

    private int PackedRow => schedule.Chunks.Sum() * v.Lanes;

    private int InputRow => (int)input.Row.Constant;

    public static void Write(KernelText text) => new WeightsAtWinnersText(text).Write();

    private void Write()
    {
        int packedFilter = Filter.Height * PackedRow, cells = winners.Cells;
        text.Units = UnitCount.Constant(Filters);
        text.Images();
        text.Parameter("Span<float>", "scratch", "Scratch(worker)");
        text.Parameter("Span<float>", "workspace", $"{text.Kernel.Name}_Workspace.Span");
        text.Parameter("Span<float>", "gradient", KernelNames.Member(conv.Output));
        winners.DeclareDistances(InputRow);
        w.Line();
        w.Line("// Where the winning windows of a filter start in the image, with their gradients.");
        w.Line($"Span<int> windows = MemoryMarshal.Cast<float, int>(scratch.Slice(0, {cells}));");
        w.Line($"Span<float> values = scratch.Slice({cells}, {cells});");
        w.Line();
        w.Line($"workspace.Slice(from * {packedFilter}, (to - from) * {packedFilter}).Clear();");
        using (w.Block("for (int n = 0; n < images; n++)"))
        {
            w.Line($"ref float image = {VectorText.Advance("inputs", MapText.Index(("1", input.Origin(Filter.PadTop, Filter.PadLeft)), ("n", input.Image)))};");
            using (w.Block("for (int k = from; k < to; k++)"))
            {
                Collect();
                w.Line();
                w.Line($"ref float sums = ref workspace[k * {packedFilter}];");
                for (int row = 0; row < Filter.Height; row += schedule.FilterRows)
                    Rows(row);
            }
        }

        w.Line();
        w.Line("// Into the order of the parameters: filters innermost.");
        using (w.Block("for (int k = from; k < to; k++)"))
        using (w.Block($"for (int row = 0; row < {Filter.Height}; row++)"))
        using (w.Block($"for (int i = 0; i < {FilterRow}; i++)"))
            w.Line($"gradient[(((row * {FilterRow}) + i) * {Filters}) + k] = workspace[(k * {packedFilter}) + (row * {PackedRow}) + i];");
    }

    private void Collect()
    {
        w.Line("int count = 0;");
        winners.CellLoops(() =>
        {
            w.Line($"float g = {winners.GradientOfCell()};");
            w.Line($"windows[count] = {winners.CellDistance(InputRow)} + distances[{winners.Winner()}];");
            w.Line("values[count] = g;");
            w.Line("count += g != 0 ? 1 : 0;");
        });
    }

    private void Rows(int firstRow)
    {
        int first = 0;
        foreach (int vectors in schedule.Chunks)
        {
            using (w.Block())
                Chunk(firstRow, first, vectors);

            first += vectors;
        }
    }

    private void Chunk(int firstRow, int first, int vectors)
    {
        var sums = (
            from row in Enumerable.Range(firstRow, schedule.FilterRows)
            from vector in Enumerable.Range(first, vectors)
            select (
                Name: FormattableString.Invariant($"s{row}_{vector}"),
                Sum: ((Size)((row * PackedRow) + (vector * v.Lanes))).ToString(),
                Input: ((Size)((row * InputRow) + (vector * v.Lanes))).ToString())).ToArray();

        foreach (var sum in sums)
            w.Line($"{v.Type} {sum.Name} = {v.Load("sums", sum.Sum)};");

        using (w.Block("for (int i = 0; i < count; i++)"))
        {
            w.Line($"{v.Type} g = {v.Broadcast("values[i]")};");
            w.Line($"ref float window = {VectorText.Advance("image", "windows[i]")};");
            foreach (var sum in sums)
                w.Line(v.MultiplyAdd(sum.Name, "g", v.Load("window", sum.Input)));
        }

        foreach (var sum in sums)
            w.Line(v.Store(sum.Name, "sums", sum.Sum, v.Lanes));
    }
}
