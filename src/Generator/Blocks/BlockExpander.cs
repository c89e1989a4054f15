using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Kiln.Generator.Declaration;
using Kiln.Generator.Diagnostics;
using Kiln.Generator.Support;

namespace Kiln.Generator.Blocks;

/// <summary>Puts the layers of blocks in place of their uses, so that the stages below see layers alone.</summary>
/// <remarks>Every layer is named by its path, <c>Stage2.Rest[0].Conv1</c>; the layers it reads are named so too, and its arguments are numbers. A layer of
/// the class itself keeps its name.</remarks>
internal sealed class BlockExpander
{
    /// <summary>The most layers of a network that uses blocks, and the most repeats of one: more is a mistake, or would take the compiler very long.</summary>
    private const int MostLayers = 10000, MostRepeats = 256;

    private readonly NetworkDeclaration declaration;
    private readonly ICollection<Problem> problems;
    private readonly Dictionary<string, BlockDeclaration> blocks;
    private readonly List<LayerDeclaration> layers = [];
    private readonly Stack<string> open = new();

    /// <summary>The block whose lines are expanded by themselves; null for a network.</summary>
    private readonly string? alone;

    private BlockExpander(NetworkDeclaration declaration, ICollection<Problem> problems, string? alone = null)
    {
        (this.declaration, this.problems, this.alone) = (declaration, problems, alone);
        blocks = declaration.Blocks.ToDictionary(block => block.FullName, StringComparer.Ordinal);
    }

    /// <summary>The declaration with layers alone.</summary>
    /// <param name="declaration">What was written.</param>
    /// <param name="problems">Gets what is wrong with the uses.</param>
    public static NetworkDeclaration Expand(NetworkDeclaration declaration, ICollection<Problem> problems) => declaration.Layers.All(line => line.Block is null)
        ? declaration with { Written = declaration.Layers }
        : new BlockExpander(declaration, problems).Expanded(new BlockScope("", declaration.Layers, new Dictionary<string, int>()));

    /// <summary>The lines of a block by themselves, with the examples of its sizes; its input stays a line.</summary>
    /// <param name="block">The block.</param>
    /// <param name="blocks">All blocks that its lines use, and those that these use.</param>
    /// <param name="problems">Gets what is wrong with the uses.</param>
    public static NetworkDeclaration ExpandAlone(BlockDeclaration block, EquatableArray<BlockDeclaration> blocks, ICollection<Problem> problems)
    {
        BlockExpander expander = new(new NetworkDeclaration("", block.Identifier, "", "", null, true, true, false, block.Layers, blocks), problems, block.FullName);
        expander.open.Push(block.FullName);
        return expander.Expanded(new BlockScope("", block.Layers, block.Sizes.ToDictionary(size => size.Name, size => size.Example, StringComparer.Ordinal)));
    }

    private NetworkDeclaration Expanded(BlockScope scope)
    {
        Lines(scope);
        CheckNames();
        return declaration with { Layers = new EquatableArray<LayerDeclaration>(layers), Written = scope.Lines };
    }

    private void Lines(BlockScope scope)
    {
        foreach (LayerDeclaration line in scope.Lines)
        {
            if (line.Kind == "Input" && scope.Input is not null)
                scope.Declare(line, scope.Input);
            else if (line.Block is null)
                Layer(line, scope);
            else
                Use(line, scope);
        }
    }

    private void Layer(LayerDeclaration line, BlockScope scope)
    {
        // The stages after this one see layers under their paths, which are not what the user may write.
        foreach ((string name, string argument) in line.Named)
        {
            if (scope.Find(name) is null && line.Kind != "Input")
                Unknown(line, scope, name, argument);
        }

        string? from = line.From is { } named ? scope.Find(named) ?? named
            : line.Inputs.Count > 0 || layers.Count == 0 || scope.Previous == layers[layers.Count - 1].Name ? null
            : scope.Previous;
        string path = scope.Path(line);
        LayerDeclaration? owner = Owner(line, scope);
        if (owner?.Block is not null)
            problems.Add(new Problem("KILN0124", path, "WeightsOf", scope.Shown(line), owner.Identifier, "that is a block", "name a layer of this class"));

        layers.Add(line with
        {
            Name = path,
            From = from,
            WeightsOf = SharedPath(owner, line, scope),
            Inputs = new EquatableArray<string>(line.Inputs.Select(input => scope.Find(input) ?? input)),
            Arguments = new EquatableArray<Argument>(line.Arguments.Select(argument => Valued(line, argument, scope))),
        });
        scope.Declare(line, path);
    }

    private void Use(LayerDeclaration line, BlockScope scope)
    {
        (string path, string shown) = (scope.Path(line), scope.Shown(line));
        BlockDeclaration block = blocks[line.Block!];
        Argument[] arguments = [.. line.Arguments.Select(argument => Valued(line, argument, scope))];
        int before = problems.Count;
        bool repeats = Repeat(arguments) is not null;
        double times = Repeat(arguments) ?? 1;
        if (times is < 1 or > MostRepeats)
            problems.Add(new Problem("KILN0302", path, "Repeat", shown, "Repeat", Text(times), $"from 1 to {Text(MostRepeats)}", "put uses with Repeat into a block of their own where more are meant"));

        string type = repeats ? $"Kiln.BlockList<{block.FullName}>" : block.FullName;
        if (line.PropertyType != type)
            problems.Add(new Problem("KILN0107", path, null, shown, line.PropertyType, $"[Use<{block.Identifier}>{(repeats ? " with Repeat" : "")}]", type));

        Dictionary<string, int> sizes = Sizes(line, block, scope, arguments);
        if (open.Contains(block.FullName))
            problems.Add(new Problem("KILN0118", block.FullName == alone ? Identifiers.FirstOfPath(path) : path, null, shown, block.Identifier));

        string? input = line.From is null ? scope.Previous : scope.Find(line.From);
        if (line.From is not null && input is null)
            Unknown(line, scope, line.From, "From");
        else if (input is null)
            problems.Add(new Problem("KILN0203", path, null, declaration.Identifier, line.Identifier, MessageText.InputLine(isBlock: alone is not null)));

        LayerDeclaration? owner = Owner(line, scope);
        if (owner is not null && Mismatch(line, owner, Repeat(arguments), Repeat(owner.Arguments.Select(argument => Valued(owner, argument, scope)))) is { } mismatch)
            problems.Add(new Problem("KILN0124", path, "WeightsOf", shown, owner.Identifier, mismatch, $"name a use of {block.Identifier} that is as long"));

        if (line.TrainingOnly)
            problems.Add(new Problem("KILN0312", path, "TrainingOnly", shown, "is a block"));

        string output = input ?? "";
        if (problems.Count == before)
        {
            open.Push(block.FullName);
            for (int i = 0; i < times && layers.Count <= MostLayers; i++)
            {
                string Prefix(string use) => repeats ? FormattableString.Invariant($"{use}[{i}].") : $"{use}.";
                BlockScope inner = new(Prefix(path), block.Layers, sizes) { Input = output, WeightsOf = SharedPath(owner, line, scope) is { } shared ? Prefix(shared) : null };
                Lines(inner);
                output = inner.Previous!;
            }

            open.Pop();
            if (layers.Count > MostLayers && problems.All(problem => problem.Id != "KILN0123"))
                problems.Add(new Problem("KILN0123", Identifiers.FirstOfPath(path), null, Identifiers.FirstOfPath(path), Text(MostLayers)));

            LayerDeclaration last = layers[layers.Count - 1];
            layers[layers.Count - 1] = last with { Keep = last.Keep || line.Keep, KeepGradient = last.KeepGradient || line.KeepGradient };
        }

        scope.Declare(line, output);
    }

    /// <summary>The block's sizes by name.</summary>
    private Dictionary<string, int> Sizes(LayerDeclaration line, BlockDeclaration block, BlockScope scope, Argument[] arguments)
    {
        string path = scope.Path(line);
        double[] given = [.. arguments.Where(argument => argument.Name.StartsWith("Sizes[", StringComparison.Ordinal)).Select(argument => argument.Value)];
        if (given.Length != block.Sizes.Count)
        {
            string names = string.Join(", ", block.Sizes.Select(size => Identifiers.Escape(size.Name)));
            problems.Add(new Problem(
                "KILN0117", path, null, scope.Shown(line), MessageText.Count(given.Length, "size"), block.Identifier, MessageText.Count(block.Sizes.Count, "size"), names.Length == 0 ? $"[Use<{block.Identifier}>]" : $"[Use<{block.Identifier}>({names})]"));
            return [];
        }

        Dictionary<string, int> sizes = new(StringComparer.Ordinal);
        for (int i = 0; i < given.Length; i++)
        {
            if (given[i] is < int.MinValue or > int.MaxValue)
                problems.Add(new Problem("KILN0302", path, $"Sizes[{Text(i)}]", path, block.Sizes[i].Name, Text(given[i]), $"from {Text(int.MinValue)} to {Text(int.MaxValue)}", "use a smaller number"));
            else
                sizes[block.Sizes[i].Name] = (int)given[i];
        }

        return sizes;
    }

    /// <summary>An argument whose number is that of the scope's sizes.</summary>
    private Argument Valued(LayerDeclaration line, Argument argument, BlockScope scope)
    {
        if (argument.Size is not { } size)
            return argument;

        if (size.Evaluate(scope.Sizes) is { } value)
            return argument with { Value = value.Number, Size = null };

        problems.Add(new Problem("KILN0302", scope.Path(line), argument.Name, scope.Path(line), argument.Name, "a division by zero", "a number", "use sizes that divide"));
        return argument with { Size = null };
    }

    /// <summary>How often a block stands in a row; null where its use does not say.</summary>
    private static double? Repeat(IEnumerable<Argument> arguments) => arguments.Where(argument => argument.Name == "Repeat").Select(argument => (double?)argument.Value).FirstOrDefault();

    /// <summary>What keeps a use from having the weights of another line; null if nothing does.</summary>
    private static string? Mismatch(LayerDeclaration line, LayerDeclaration owner, double? repeat, double? ownerRepeat) =>
        owner.Block is null ? "that is a layer"
        : owner.Block != line.Block ? "that is another block"
        : repeat is null != ownerRepeat is null ? "only one of them repeats"
        : repeat != ownerRepeat ? FormattableString.Invariant($"repeats {repeat} times, and {owner.Identifier} {ownerRepeat} times")
        : null;

    /// <summary>The line of the same class whose weights a line has; null for weights of its own, and if there is none.</summary>
    private LayerDeclaration? Owner(LayerDeclaration line, BlockScope scope)
    {
        if (line.WeightsOf is not { } name)
            return null;

        if (scope.Find(name) is not null)
            return scope.Lines.First(other => other.Name == name);

        Unknown(line, scope, name, "WeightsOf");
        return null;
    }

    /// <summary>The path of the layer or the use whose weights a line has: in a use that has those of another, its counterpart there.</summary>
    private static string? SharedPath(LayerDeclaration? owner, LayerDeclaration line, BlockScope scope) =>
        scope.WeightsOf is { } prefix ? prefix + line.Name : owner is null ? null : scope.Path(owner);

    private void Unknown(LayerDeclaration line, BlockScope scope, string name, string argument) =>
        problems.Add(UnknownLayer.Problem(scope.Lines, line, (scope.Path(line), scope.Shown(line)), name, argument, declaration.Identifier));

    /// <summary>Two paths may make one name in the emitted code.</summary>
    private void CheckNames()
    {
        foreach (IGrouping<string, LayerDeclaration> group in layers.GroupBy(layer => Identifiers.OfPath(layer.Name), StringComparer.Ordinal).Where(group => group.Count() > 1))
        {
            // Two layers of one line are a mistake in its block, which is reported there.
            string line = Identifiers.FirstOfPath(group.Last().Name), other = Identifiers.FirstOfPath(group.First().Name);
            problems.Add(new Problem("KILN0121", line == other ? group.Last().Name : line, null, group.First().Name, group.Last().Name, group.Key));
        }

        foreach (LayerDeclaration use in declaration.Layers.Where(line => line.Block is not null))
        {
            if (declaration.Layers.FirstOrDefault(line => line.Name == $"{use.Name}_Block") is { } taken)
                problems.Add(new Problem("KILN0121", taken.Name, null, use.Name, taken.Name, taken.Name));
        }
    }

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}
