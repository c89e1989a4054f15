using Kiln.Interchange.Onnx;

namespace Kiln.Interchange.Declarations;

/// <summary>Sums along axes, which are no layers by themselves: of powers, with a root, they are norms; others are convolutions with weights of 1, or means times the number of pixels.</summary>
internal static class LineSums
{
    /// <summary>The kind of such a line.</summary>
    public const string Kind = "sum";

    private static readonly FormulaNode X = FormulaNode.OfVariable(0);

    /// <summary>The norm that a root of a bounded sum of powers is, or a division by such a norm; null if the line is something else.</summary>
    /// <param name="line">The line.</param>
    /// <param name="hasOneReader">Whether nothing else reads a line.</param>
    public static LayerLine? AsNorm(LayerLine line, Func<LayerLine, bool> hasOneReader)
    {
        if (line is { Kind: "lpnorm", Inputs: [var map, { Kind: "lpnorms" } norms] } && norms.Inputs[0] == map && hasOneReader(norms))
            return new LayerLine("lpnorm", map.Output, map) { Options = norms.Options, Hint = line.Hint };

        if (line is not { Kind: "function" } || Sum(line, hasOneReader) is not { } sum || Powers(sum.Sum.Inputs[0]) is not { } powers)
            return null;

        return Epsilon(sum.Root, powers.Exponent) is not { } epsilon ? null
            : new LayerLine("lpnorms", line.Output, powers.Of)
            {
                Options = [new("Axes", sum.Sum.Option("Axes")!.Value), new("Exponent", powers.Exponent), new("Epsilon", epsilon)],
                Window = LayerLine.WindowAlong((Axes)sum.Sum.Option("Axes")!.Value),
                Hint = line.Hint,
            };
    }

    /// <summary>Says the sums that are left as other layers.</summary>
    /// <exception cref="InterchangeException">There is none.</exception>
    public static void Resolve(List<LayerLine> lines)
    {
        foreach (LayerLine sum in lines.Where(line => line.Kind == Kind).ToArray())
        {
            Axes axes = (Axes)sum.Option("Axes")!.Value;
            LayerLine input = sum.Inputs[0];
            Shape map = input.Output;
            int place = lines.IndexOf(sum);
            LayerLine by;
            if (axes == Axes.Channels)
            {
                by = new LayerLine("conv", sum.Output, input) { Filters = 1, FilterDepth = map.Channels, Options = [new("Groups", 1)], IsFrozen = true };
                by.Arrays.Add(new LineArray("Weights", [1, 1, map.Channels, 1], ours => ours.Fill(1)));
            }
            else if (axes == (Axes.Rows | Axes.Columns))
            {
                LayerLine mean = new("globalavgpool", sum.Output, input) { Window = LayerLine.WholeMap };
                lines.Insert(place++, mean);
                by = new LayerLine("function", sum.Output, mean) { Formula = FormulaNode.Of("Mul", X, FormulaNode.OfNumber(map.Height * map.Width)) };
            }
            else
            {
                throw new InterchangeException("the model", $"{sum.Hint} sums along {axes} of {map}, where the channels, or rows and columns, can be said");
            }

            (by.Hint, by.IsOutput) = (sum.Hint, sum.IsOutput);
            lines[place] = by;
            foreach (LayerLine reader in lines)
            {
                for (int i = 0; i < reader.Inputs.Count; i++)
                    reader.Inputs[i] = reader.Inputs[i] == sum ? by : reader.Inputs[i];
            }
        }
    }

    /// <summary>The sum under functions of it, and these as one formula.</summary>
    private static (LayerLine Sum, FormulaNode Root)? Sum(LayerLine line, Func<LayerLine, bool> hasOneReader)
    {
        FormulaNode root = X;
        for (; line is { Kind: "function", Inputs.Count: 1 }; line = line.Inputs[0])
        {
            root = root.With([line.Formula!]);
            if (line.Inputs[0].Kind == Kind)
                return (line.Inputs[0], root);

            if (!hasOneReader(line.Inputs[0]) || root.Size > 20)
                return null;
        }

        return null;
    }

    /// <summary>What is raised to a power, and which; null for something else.</summary>
    private static (LayerLine Of, double Exponent)? Powers(LayerLine line)
    {
        FormulaNode formula = X;
        for (int depth = 0; depth < 3 && line is { Kind: "function", Inputs.Count: 1 }; depth++)
        {
            formula = formula.With([line.Formula!]);
            line = line.Inputs[0];
            FormulaNode magnitude = FormulaNode.Of("Abs", X);
            if (formula.Equals(FormulaNode.Of("Mul", X, X)) || formula.Equals(FormulaNode.Of("Mul", magnitude, magnitude)))
                return (line, 2);

            if (formula.Equals(magnitude))
                return (line, 1);

            if (formula is { Operation: "Exp", Parts: [{ Operation: "Mul", Parts: [{ IsNumber: true } exponent, { Operation: "Log", Parts: [var inner] }] }] } && inner.Equals(magnitude) && exponent.Value >= 1)
                return (line, exponent.Value);

            foreach (int power in (ReadOnlySpan<int>)[3, 4])
            {
                FormulaNode squares = FormulaNode.Of("Mul", magnitude, magnitude);
                if (formula.Equals(FormulaNode.Of("Mul", squares, power == 3 ? magnitude : squares)))
                    return (line, power);
            }
        }

        return null;
    }

    /// <summary>ε of a root of a sum with ε; null for something else.</summary>
    private static double? Epsilon(FormulaNode root, double exponent)
    {
        FormulaNode bounded = root;
        if (exponent == 2 && root is { Operation: "Sqrt", Parts: [var square] })
            bounded = square;
        else if (exponent is not (1 or 2) && root is { Operation: "Exp", Parts: [{ Operation: "Mul", Parts: [{ IsNumber: true } inverse, { Operation: "Log", Parts: [var inner] }] }] }
            && Math.Abs((inverse.Value * exponent) - 1) < 1e-6)
            bounded = inner;
        else if (exponent != 1)
            return null;

        return bounded is { Operation: "Add", Parts: [{ IsVariable: true }, { IsNumber: true } epsilon] } && epsilon.Value > 0 ? epsilon.Value : null;
    }
}
