using System.Globalization;

namespace Kiln.Interchange.Declarations;

/// <summary>A block that lines use: its lines, whose whole numbers may be sizes, and what these are by example.</summary>
/// <param name="Name">The class.</param>
/// <param name="Lines">Its lines, below the input.</param>
/// <param name="Sizes">Its sizes, with the values of the first use.</param>
internal sealed record DeclaredBlock(string Name, IReadOnlyList<DeclaredLine> Lines, IReadOnlyList<(string Name, string Example)> Sizes);

/// <summary>Finds what repeats in a network and declares it once: stretches of lines that read one map and make one, of the same attributes.</summary>
/// <remarks>Where nothing but the line above is read below, the network can be cut. Between two cuts lies a stretch: a single line of a chain, or all branches up to where they meet. Stretches
/// with branches that occur twice or more become blocks, with the lines before and after that are the same everywhere.</remarks>
internal sealed class BlockFinder
{
    /// <summary>Lines of a block at least: fewer are read more easily where they are used.</summary>
    private const int Fewest = 4;

    /// <summary>The most uses that one line can repeat.</summary>
    private const int MostRepeats = 256;

    /// <summary>The name of a block's input.</summary>
    private const string Input = "X";

    private readonly IReadOnlyList<DeclaredLine> lines;
    private readonly string className;
    private readonly Dictionary<string, int> places;
    private readonly List<(int First, int Count)> stretches = [];
    private readonly HashSet<string> used;

    private BlockFinder(IReadOnlyList<DeclaredLine> lines, string className)
    {
        (this.lines, this.className) = (lines, className);
        places = lines.Index().ToDictionary(line => line.Item.Name, line => line.Index);
        used = [.. lines.Select(line => line.Name), className];
    }

    /// <summary>The lines with uses of blocks in place of what repeats.</summary>
    /// <param name="lines">The lines of a network, inputs first.</param>
    /// <param name="className">The network's class, with which the classes of blocks begin.</param>
    /// <param name="blocks">Gets the blocks.</param>
    /// <param name="paths">Gets the path of every layer within a block, by its former name.</param>
    public static List<DeclaredLine> Find(IReadOnlyList<DeclaredLine> lines, string className, List<DeclaredBlock> blocks, Dictionary<string, string> paths) =>
        new BlockFinder(lines, className).Find(blocks, paths);

    private List<DeclaredLine> Find(List<DeclaredBlock> blocks, Dictionary<string, string> paths)
    {
        Cut();
        string[] shapes = [.. stretches.Select(stretch => Shape(stretch.First, stretch.Count))];
        int[] unit = new int[stretches.Count];
        Array.Fill(unit, -1);
        List<List<(int From, int To)>> units = [];
        foreach (IGrouping<string, int> same in Enumerable.Range(0, stretches.Count).Where(index => stretches[index].Count > 1).GroupBy(index => shapes[index]).Where(same => same.Count() > 1).ToArray())
        {
            List<(int From, int To)> uses = [.. same.Select(index => (index, index))];
            Extend(uses, shapes, unit);
            if (stretches[uses[0].To].First + stretches[uses[0].To].Count - stretches[uses[0].From].First < Fewest)
                continue;

            foreach ((int from, int to) in uses)
                Array.Fill(unit, units.Count, from, to - from + 1);

            units.Add(uses);
        }

        return Written(units, unit, blocks, paths);
    }

    /// <summary>Cuts the network wherever below a line nothing above it is read.</summary>
    private void Cut()
    {
        int[] lastReader = new int[lines.Count];
        for (int i = 0; i < lines.Count; i++)
        {
            foreach (int read in Reads(i))
                lastReader[read] = i;

            if (lines[i].WeightsOf is { } owner)
                lastReader[places[owner]] = lines.Count;
        }

        int first = 0, reach = 0;
        for (int i = 0; i < lines.Count; i++)
        {
            // What is above this line is read no further below than here.
            bool isCut = reach <= i;
            reach = Math.Max(reach, lastReader[i]);
            if (!isCut || (lines[i].Attribute == "Input" && i + 1 < lines.Count && lines[i + 1].Attribute == "Input"))
                continue;

            stretches.Add((first, i - first + 1));
            first = i + 1;
        }

        if (first < lines.Count)
            stretches.Add((first, lines.Count - first));
    }

    /// <summary>Takes in the single lines after and then before, while they are the same for all uses and no other unit has them.</summary>
    private void Extend(List<(int From, int To)> uses, string[] shapes, int[] unit)
    {
        HashSet<int> own = [.. uses.SelectMany(use => Enumerable.Range(use.From, use.To - use.From + 1))];
        foreach (int step in (ReadOnlySpan<int>)[1, -1])
        {
            while (true)
            {
                int[] next = [.. uses.Select(use => step > 0 ? use.To + 1 : use.From - 1)];
                if (next.Any(index => index < 1 || index >= stretches.Count || stretches[index].Count > 1 || unit[index] >= 0 || own.Contains(index) || shapes[index] != shapes[next[0]])
                    || next.Distinct().Count() < next.Length
                    || (step > 0 && lines[stretches[next[0]].First].Attribute is not ("Relu" or "BatchNorm" or "Function" or "Sigmoid" or "Tanh" or "Scale"))
                    || lines[stretches[next[0]].First].Attribute is "Input" or "MaxPool" or "AvgPool")
                    break;

                own.UnionWith(next);
                for (int i = 0; i < uses.Count; i++)
                    uses[i] = step > 0 ? (uses[i].From, next[i]) : (next[i], uses[i].To);
            }
        }
    }

    private List<DeclaredLine> Written(List<List<(int From, int To)>> units, int[] unit, List<DeclaredBlock> blocks, Dictionary<string, string> paths)
    {
        List<DeclaredLine> written = [];
        Dictionary<int, (DeclaredBlock Block, List<int[]> Values)> made = [];
        for (int index = 0; index < stretches.Count; index++)
        {
            if (unit[index] < 0)
            {
                written.AddRange(Enumerable.Range(stretches[index].First, stretches[index].Count).Select(place => lines[place]));
                continue;
            }

            List<(int From, int To)> uses = units[unit[index]];
            if (!made.TryGetValue(unit[index], out (DeclaredBlock Block, List<int[]> Values) block))
            {
                made[unit[index]] = block = Block(uses);
                blocks.Add(block.Block);
            }

            // Uses that follow one another with the same sizes are one line.
            int use = uses.FindIndex(one => one.From == index), repeat = 1;
            while (repeat < MostRepeats && use + repeat < uses.Count && uses[use + repeat].From == uses[use + repeat - 1].To + 1 && block.Values[use + repeat].SequenceEqual(block.Values[use]))
                repeat++;

            string name = NameOf(uses.GetRange(use, repeat), block.Block);
            for (int copy = 0; copy < repeat; copy++)
            {
                int first = First(uses[use + copy]);
                string prefix = repeat > 1 ? string.Create(CultureInfo.InvariantCulture, $"{name}[{copy}].") : $"{name}.";
                for (int i = 0; i < block.Block.Lines.Count; i++)
                    paths[lines[first + i].Name] = prefix + block.Block.Lines[i].Name;
            }

            DeclaredArgument[] sizes = [.. block.Values[use].Select(value => new DeclaredArgument("", value.ToString(CultureInfo.InvariantCulture), false))];
            DeclaredArgument[] arguments = repeat > 1 ? [.. sizes, new("Repeat", repeat.ToString(CultureInfo.InvariantCulture), false)] : sizes;
            written.Add(new DeclaredLine(name, repeat > 1 ? $"BlockList<{block.Block.Name}>" : block.Block.Name, $"Use<{block.Block.Name}>", arguments));
            index = uses[use + repeat - 1].To;
        }

        // Lines outside that read a block's last layer name the block.
        return [.. written.Select(line => line with { Listed = [.. line.Listed.Select(Outside)], From = line.From is null ? null : Outside(line.From) })];

        string Outside(string name) => paths.TryGetValue(name, out string? path) ? path[..path.IndexOfAny(['.', '['])] : name;
    }

    /// <summary>The block of some uses, and the sizes of each.</summary>
    private (DeclaredBlock Block, List<int[]> Values) Block(List<(int From, int To)> uses)
    {
        int first = First(uses[0]), count = Last(uses[0]) - first + 1;
        List<(string Name, int[] Values)> sizes = [];
        string[] names = InnerNames(uses, first, count);
        List<DeclaredLine> inner = [];
        for (int i = 0; i < count; i++)
        {
            DeclaredLine line = lines[first + i];
            List<DeclaredArgument> arguments = [];
            for (int a = 0; a < line.Arguments.Count; a++)
            {
                DeclaredArgument argument = line.Arguments[a];
                if (!argument.IsWhole || uses.All(use => lines[First(use) + i].Arguments[a].Text == argument.Text))
                {
                    arguments.Add(argument);
                    continue;
                }

                int[] values = [.. uses.Select(use => int.Parse(lines[First(use) + i].Arguments[a].Text, CultureInfo.InvariantCulture))];
                arguments.Add(new DeclaredArgument(argument.Name, SizeOf(values, argument.Name.Length > 0 ? argument.Name : "Filters", sizes), false));
            }

            inner.Add(line with
            {
                Name = names[i],
                Arguments = arguments,
                Listed = [.. line.Listed.Select(Inside)],
                From = line.From is not null ? Inside(line.From) : i == 0 ? null : line.From,
            });
        }

        string kind = Kind(inner), name = className + kind;
        for (int number = 2; !used.Add(name); number++)
            name = className + kind + number.ToString(CultureInfo.InvariantCulture);

        List<int[]> perUse = [.. Enumerable.Range(0, uses.Count).Select(use => sizes.Select(size => size.Values[use]).ToArray())];
        return (new DeclaredBlock(name, inner, [.. sizes.Select(size => (size.Name, size.Values[0].ToString(CultureInfo.InvariantCulture)))]), perUse);

        string Inside(string read) => places[read] < first ? Input : names[places[read] - first];
    }

    /// <summary>A size with these values for each use, or a multiple of one there is.</summary>
    private static string SizeOf(int[] values, string role, List<(string Name, int[] Values)> sizes)
    {
        foreach ((string name, int[] known) in sizes)
        {
            if (known.SequenceEqual(values))
                return name;

            int factor = values[0] / known[0];
            if (factor > 1 && known.Zip(values).All(pair => pair.Second == factor * pair.First))
                return string.Create(CultureInfo.InvariantCulture, $"{factor} * {name}");
        }

        string made = role;
        for (int number = 2; sizes.Exists(size => size.Name == made); number++)
            made = role + number.ToString(CultureInfo.InvariantCulture);

        sizes.Add((made, values));
        return made;
    }

    /// <summary>Names within a block: those of the first use without what they begin with, if they do in all uses; else by kind.</summary>
    private string[] InnerNames(List<(int From, int To)> uses, int first, int count)
    {
        string[][] stripped = [.. uses.Select(use => Stripped(First(use), count))];
        string[] names = stripped[0];
        if (names.All(name => name.Length > 0 && char.IsAsciiLetterUpper(name[0]) && name != Input) && names.Distinct().Count() == count && stripped.All(others => others.SequenceEqual(names)))
            return names;

        Dictionary<string, int> counts = [];
        return
        [
            .. Enumerable.Range(0, count).Select(i =>
            {
                string kind = lines[first + i].Attribute switch { "BatchNorm" => "Norm", "Add" => "Sum", "Concat" => "Joined", "MaxPool" or "AvgPool" or "GlobalAvgPool" => "Pool", var other => other };
                int number = counts[kind] = counts.GetValueOrDefault(kind) + 1;
                return kind is "Sum" or "Joined" && number == 1 ? kind : kind + number.ToString(CultureInfo.InvariantCulture);
            }),
        ];
    }

    private string[] Stripped(int first, int count)
    {
        string prefix = Common(Enumerable.Range(first, count).Select(place => lines[place].Name));
        return [.. Enumerable.Range(first, count).Select(place => lines[place].Name[prefix.Length..])];
    }

    /// <summary>What the layers of some uses have in common, or the kind of the block with a number.</summary>
    private string NameOf(List<(int From, int To)> uses, DeclaredBlock block)
    {
        string common = Common(uses.SelectMany(use => Enumerable.Range(First(use), block.Lines.Count)).Select(place => lines[place].Name)).TrimEnd('_');
        string kind = block.Name[className.Length..], name = common;
        for (int number = 1; name.Length == 0 || !used.Add(name); number++)
            name = (common.Length > 0 ? common + "_" : kind) + number.ToString(CultureInfo.InvariantCulture);

        return name;
    }

    /// <summary>The longest beginning of all names that ends with an underscore; empty without.</summary>
    private static string Common(IEnumerable<string> names)
    {
        string common = names.Aggregate((one, other) => one[..one.AsSpan().CommonPrefixLength(other)]);
        return common[..(common.LastIndexOf('_') + 1)];
    }

    private static string Kind(List<DeclaredLine> inner)
    {
        bool sums = inner.Any(line => line.Attribute == "Add"), isProjected = inner.Any(line => line.Attribute == "Conv" && line.From == Input) && sums;
        int convolutions = inner.Count(line => line.Attribute == "Conv");
        bool isDepthwise = inner.Any(line => line.Attribute == "Conv" && line.Arguments.Any(argument => argument.Name == "Groups"));
        string kind = sums ? isDepthwise ? "InvertedResidual" : convolutions - (isProjected ? 1 : 0) > 2 ? "Bottleneck" : "Residual"
            : inner.Any(line => line.Attribute == "Concat") ? "Branches"
            : inner.Any(line => line.Attribute == "Scale") ? "Gated"
            : "Block";
        return isProjected && !isDepthwise ? "Projection" + kind : kind;
    }

    private string Shape(int first, int count) => string.Join(
        "; ",
        Enumerable.Range(first, count).Select(place =>
        {
            DeclaredLine line = lines[place];
            string arguments = string.Join(", ", line.Arguments.Select((argument, index) => argument.IsWhole && IsSize(line, index) ? $"{argument.Name}=#" : argument.ToString()));

            // A line that shares weights, or that somebody outside reads, has no like.
            string own = line.WeightsOf is not null || line.Keep || lines.Any(other => other.WeightsOf == line.Name) || line.Attribute == "Input" ? line.Name : "";
            return $"{line.Attribute} {line.Function} {arguments} {string.Join(',', Reads(place).Select(read => Math.Max(read - first, -1)))} {own}";
        }));

    /// <summary>Channels, strides and groups are sizes; windows and pads are what tells blocks apart.</summary>
    private static bool IsSize(DeclaredLine line, int argument) =>
        line.Arguments[argument].Name is "Stride" or "Groups" || (line.Attribute is "Conv" or "Dense" && argument == line.Arguments.Count(other => other.Name.Length == 0) - 1);

    private IEnumerable<int> Reads(int place)
    {
        DeclaredLine line = lines[place];
        return line.Listed.Count > 0 ? line.Listed.Select(name => places[name])
            : line.From is { } from ? [places[from]]
            : line.Attribute == "Input" ? []
            : [place - 1];
    }

    private int First((int From, int To) use) => stretches[use.From].First;

    private int Last((int From, int To) use) => stretches[use.To].First + stretches[use.To].Count - 1;
}
