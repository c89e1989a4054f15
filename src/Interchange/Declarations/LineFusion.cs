using Kiln.Interchange.Onnx;

namespace Kiln.Interchange.Declarations;

/// <summary>Puts together what other formats say with several operators and a person declares as one line: a sum of a convolution and biases, factors and offsets, the parts of a function.</summary>
internal sealed class LineFusion
{
    /// <summary>The most operators of one function, and the most maps it reads: what people write is far below.</summary>
    private const int MostParts = 64, MostInputs = 4;

    private readonly List<LayerLine> lines;
    private readonly Dictionary<LayerLine, int> readers = [];

    private LineFusion(List<LayerLine> lines) => this.lines = lines;

    /// <summary>The lines that outputs need, put together. The last output is the last line.</summary>
    /// <param name="lines">All lines in order.</param>
    public static List<LayerLine> Fuse(List<LayerLine> lines)
    {
        LineFusion fusion = new(lines);
        fusion.Prune();
        fusion.Count();
        foreach (LayerLine line in lines.Where(line => line.Kind is "function" or "add" or "scale" or "lpnorm").ToArray())
        {
            if (LineSums.AsNorm(line, fusion.HasOneReader) is { } norm)
                fusion.Replace(line, norm);
            else if (line.Kind == "scale" && line.Inputs.Count == 1)
                fusion.Scale(line);
            else
                fusion.Function(line);
        }

        fusion.Prune();
        LineSums.Resolve(lines);
        return lines;
    }

    /// <summary>Leaves out what no output needs.</summary>
    private void Prune()
    {
        HashSet<LayerLine> needed = [.. lines.Where(line => line.IsOutput)];
        for (int i = lines.Count - 1; i >= 0; i--)
        {
            if (needed.Contains(lines[i]))
                needed.UnionWith(lines[i].Inputs);
        }

        lines.RemoveAll(line => !needed.Contains(line));
        foreach (LayerLine line in lines.Where(line => line.WeightsOf is { } owner && !needed.Contains(owner)))
            line.WeightsOf = null;
    }

    /// <summary>How often each line is read: twice by one that reads it twice, and once by whoever reads an output.</summary>
    private void Count()
    {
        foreach (LayerLine line in lines)
        {
            readers[line] = line.IsOutput ? 1 : 0;
            CountInputs(line, 1);
        }
    }

    private void CountInputs(LayerLine line, int change)
    {
        foreach (LayerLine input in line.Inputs)
            readers[input] += change;
    }

    private bool HasOneReader(LayerLine line) => readers[line] == 1;

    /// <summary>Factors after factors are one, and offsets after filters are their biases.</summary>
    private void Scale(LayerLine line)
    {
        LayerLine before = line.Inputs[0];
        if (!HasOneReader(before) || before.WeightsOf is not null || lines.Exists(other => other.WeightsOf == before))
            return;

        float[] factors = line.Array("Scale")!.Numbers();
        float[]? offsets = line.Array("Shift")?.Numbers();
        if (before is { Kind: "scale", Inputs.Count: 1 })
        {
            float[] earlier = before.Array("Scale")!.Numbers();
            float[]? shifts = before.Array("Shift")?.Numbers();
            line.Arrays.Clear();
            line.Arrays.Add(LineArray.Of("Scale", [.. factors.Select((factor, channel) => factor * earlier[channel])]));
            if (shifts is not null || offsets is not null)
                line.Arrays.Add(LineArray.Of("Shift", [.. factors.Select((factor, channel) => (factor * (shifts?[channel] ?? 0)) + (offsets?[channel] ?? 0))]));

            line.Inputs[0] = before.Inputs[0];
            lines.Remove(before);
        }
        else if (before.Kind is "conv" or "dense" or "convtranspose" or "subsample" && offsets is not null && factors.All(factor => factor == 1))
        {
            LineArray? biases = before.Array("Biases");
            before.Arrays.RemoveAll(array => array.Role == "Biases");
            before.Arrays.Add(biases is null ? LineArray.Of("Biases", offsets) : LineArray.Of("Biases", [.. biases.Numbers().Zip(offsets, (bias, offset) => bias + offset)]));
            before.Hint = line.Hint.Length > 0 ? line.Hint : before.Hint;
            Replace(line, before);
        }
    }

    /// <summary>What leads from one map to a line element by element, and to nothing else, is one function; so is a function of functions.</summary>
    private void Function(LayerLine line)
    {
        if (line is { Kind: "function", Formula: { Operation: "Min", Parts: [{ IsVariable: true }, { IsNumber: true } ceiling] } } && line.Inputs[0] is { Kind: "relu" } relu
            && ceiling.Value > 0 && double.IsPositiveInfinity(relu.Option("Ceiling")!.Value) && HasOneReader(relu))
        {
            relu.Options = [new("Leak", relu.Option("Leak")!.Value), new("Ceiling", ceiling.Value)];
            relu.Hint = line.Hint;
            Replace(line, relu);
            return;
        }

        if (!IsElementwise(line))
            return;

        HashSet<LayerLine> cone = [line];
        List<LayerLine> leaves = Leaves(cone);
        while (cone.Count < MostParts / 2 && Next(cone, leaves) is { } next)
        {
            cone.Add(next);
            if (Leaves(cone) is var grown && grown.Count > MostInputs)
                break;

            leaves = grown;
        }

        // Sums and products of several maps have attributes of their own.
        bool isOne = leaves.Count == 1 || line.Kind == "function" || line.Inputs.All(input => cone.Contains(input));
        if (cone.Count < 2 || !isOne || Leaves(cone) is not { Count: <= MostInputs } inputs || Formula(line, cone, inputs) is not { Size: <= MostParts } formula)
            return;

        foreach (LayerLine member in cone)
            CountInputs(member, -1);

        line.Kind = "function";
        line.Options = [];
        line.Formula = formula;
        line.Inputs.Clear();
        line.Inputs.AddRange(inputs);
        CountInputs(line, 1);
        lines.RemoveAll(other => other != line && cone.Contains(other));
    }

    /// <summary>A line above a cone that nothing else reads and that belongs to the function.</summary>
    private LayerLine? Next(HashSet<LayerLine> cone, List<LayerLine> leaves)
    {
        foreach (LayerLine leaf in leaves)
        {
            if (!IsElementwise(leaf) || leaf.IsOutput || cone.Sum(member => member.Inputs.Count(input => input == leaf)) != readers[leaf])
                continue;

            // Where there is one leaf alone the function may end; it goes on only through what is a function by itself.
            bool isPart = leaf.Kind == "function" || (leaf.Inputs is [{ Kind: "function" } above] && HasOneReader(above) && cone.First().Kind == "function");
            if (leaves.Count > 1 ? isPart || leaf.Kind is "sigmoid" or "tanh" or "relu" : isPart)
                return leaf;
        }

        return null;
    }

    private static List<LayerLine> Leaves(HashSet<LayerLine> cone) => [.. cone.SelectMany(line => line.Inputs).Where(input => !cone.Contains(input)).Distinct()];

    /// <summary>Whether a line computes each element from the same one of what it reads.</summary>
    private static bool IsElementwise(LayerLine line) =>
        (line.Kind is "function" or "sigmoid" or "tanh" or "relu" || (line.Kind is "add" or "scale" && line.Inputs.Count == 2)) && line.Inputs.All(input => input.Output == line.Output);

    /// <summary>What a line computes of the leaves of a cone; null where that is more than a function should be.</summary>
    private static FormulaNode? Formula(LayerLine line, HashSet<LayerLine> cone, List<LayerLine> leaves)
    {
        Dictionary<LayerLine, FormulaNode> made = leaves.Index().ToDictionary(leaf => leaf.Item, leaf => FormulaNode.OfVariable(leaf.Index));
        return Of(line);

        FormulaNode? Of(LayerLine one)
        {
            if (made.TryGetValue(one, out FormulaNode? formula))
                return formula;

            FormulaNode[] inputs = new FormulaNode[one.Inputs.Count];
            for (int i = 0; i < inputs.Length; i++)
            {
                if (Of(one.Inputs[i]) is not { } input)
                    return null;

                inputs[i] = input;
            }

            FormulaNode own = Own(one).With(inputs);
            return own.Size <= MostParts ? made[one] = own : null;
        }
    }

    private static FormulaNode Own(LayerLine line)
    {
        FormulaNode x = FormulaNode.OfVariable(0), y = FormulaNode.OfVariable(1);
        switch (line.Kind)
        {
            case "sigmoid":
                return FormulaNode.Of("Sigmoid", x);
            case "tanh":
                return FormulaNode.Of("Tanh", x);
            case "add":
                return FormulaNode.Of("Add", x, y);
            case "scale":
                return FormulaNode.Of("Mul", x, y);
            case "relu":
                double leak = line.Option("Leak")!.Value, ceiling = line.Option("Ceiling")!.Value;
                FormulaNode rectified = FormulaNode.Of("Max", x, leak == 0 ? FormulaNode.OfNumber(0) : FormulaNode.Of("Mul", FormulaNode.OfNumber(leak), x));
                return double.IsPositiveInfinity(ceiling) ? rectified : FormulaNode.Of("Min", rectified, FormulaNode.OfNumber(ceiling));
            default:
                return line.Formula!;
        }
    }

    private void Replace(LayerLine line, LayerLine by)
    {
        by.IsOutput |= line.IsOutput;
        CountInputs(line, -1);
        int place = lines.IndexOf(line);
        lines.RemoveAt(place);
        if (readers.TryAdd(by, 0))
        {
            lines.Insert(place, by);
            CountInputs(by, 1);
        }

        readers[by] += readers[line];

        foreach (LayerLine reader in lines)
        {
            for (int i = 0; i < reader.Inputs.Count; i++)
                reader.Inputs[i] = reader.Inputs[i] == line ? by : reader.Inputs[i];
        }
    }
}
