using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Kiln.Generator.Planning.Cpu.Costs;

/// <summary>The costs of a network's kernels and what else was considered, as they travel in its description.</summary>
/// <remarks>One line each: the bytes of all weights; the costs that differ; for every kernel its number in that line and, after a colon, the number of its choices from 1 on; then the choices,
/// a line each. Many kernels of a large network are alike, and its text is part of every assembly.</remarks>
/// <param name="Weights">Bytes of the weights of all kernels.</param>
/// <param name="Kernels">The cost of each kernel.</param>
/// <param name="Choices">What was decided for each kernel; nothing for most.</param>
internal sealed record NetworkCosts(long Weights, IReadOnlyList<KernelCost> Kernels, IReadOnlyList<IReadOnlyList<Choice>> Choices)
{
    /// <summary>Reads what <see cref="ToString"/> has written.</summary>
    /// <param name="text">The text.</param>
    public static NetworkCosts Parse(string text)
    {
        string[] lines = text.Split('\n');
        KernelCost[] distinct = [.. lines[1].Split(';').Where(cost => cost.Length > 0).Select(KernelCost.Parse)];
        IReadOnlyList<Choice>[] choices = [[], .. lines.Skip(3).Select(line => (IReadOnlyList<Choice>)[.. line.Split(';').Select(Choice.Parse)])];
        string[][] kernels = [.. lines[2].Split(' ').Where(kernel => kernel.Length > 0).Select(kernel => kernel.Split(':'))];
        return new NetworkCosts(
            long.Parse(lines[0], CultureInfo.InvariantCulture),
            [.. kernels.Select(kernel => distinct[Number(kernel[0])])],
            [.. kernels.Select(kernel => choices[kernel.Length > 1 ? Number(kernel[1]) : 0])]);
    }

    /// <summary>The time of every kernel in a call, by the measured table.</summary>
    /// <param name="images">Images of the call, 1 or more.</param>
    /// <param name="vectorBits">The width of vectors: 256 or 512.</param>
    public KernelPrediction[] Predict(int images, int vectorBits) => [.. Kernels.Select(cost => CostModel.Measured.Predict(cost, images, vectorBits, Weights))];

    public override string ToString()
    {
        string[] costs = [.. Kernels.Select(kernel => kernel.ToString())], choices = [.. Choices.Select(list => string.Join(";", list))];
        List<string> distinct = [.. costs.Distinct()], texts = [.. choices.Where(text => text.Length > 0).Distinct()];
        Dictionary<string, int> places = distinct.Select((cost, index) => (cost, index)).ToDictionary(pair => pair.cost, pair => pair.index);
        IEnumerable<string> kernels = costs.Select((cost, index) =>
            FormattableString.Invariant($"{places[cost]}") + (choices[index].Length == 0 ? "" : FormattableString.Invariant($":{texts.IndexOf(choices[index]) + 1}")));
        return string.Join("\n", new[] { Weights.ToString(CultureInfo.InvariantCulture), string.Join(";", distinct), string.Join(" ", kernels) }.Concat(texts));
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
