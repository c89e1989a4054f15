using Kiln.Networks.Tests.Reference;

namespace Kiln.Networks.Tests.Random;

/// <summary>The layers of a random network, each fitted to the maps above it.</summary>
/// <param name="input">The image.</param>
/// <param name="mostWork">Multiply-adds per image beyond which layers are left out.</param>
internal sealed class RandomGraph(Shape input, long mostWork)
{
    /// <summary>Wider maps are not joined: a chain of joins would double them again and again.</summary>
    private const int MostChannels = 160;

    /// <summary>Weights of a layer that makes scores.</summary>
    private const int MostHead = 20_000;

    private readonly List<RandomNode> nodes = [new("Image", RandomKind.Input, [], WindowDescription.None, input, 0, [$"{input.Height}", $"{input.Width}", $"{input.Channels}"])];
    private long work;

    public IReadOnlyList<RandomNode> Nodes => nodes;

    /// <summary>Adds another input.</summary>
    public void AddInput(Shape shape) => nodes.Add(
        new($"Image{nodes.Count + 1}", RandomKind.Input, [], WindowDescription.None, shape, 0, [$"{shape.Height}", $"{shape.Width}", $"{shape.Channels}"]));

    /// <summary>Whether a layer that is kept for the caller may be an end that nothing reads. Not in a network without a loss, whose scores are its last line.</summary>
    public bool KeepsEnds { get; init; }

    /// <summary>The layers that nothing reads and something must.</summary>
    public int[] Ends
    {
        get
        {
            int[] all = [.. Enumerable.Range(0, nodes.Count).Where(index => !nodes.Any(node => node.Inputs.Contains(index)))];
            int[] others = [.. all.Where(index => !KeepsEnds || !nodes[index].Arguments.Contains("Keep = true"))];
            return others.Length > 0 ? others : all[^1..];
        }
    }

    private string NextName => $"L{nodes.Count}";

    /// <summary>Adds a drawn layer, or leaves it out where nothing of the sort fits.</summary>
    public bool Add(RandomLayer drawn)
    {
        int source = Source(drawn);
        return drawn.Kind switch
        {
            RandomKind.Add => Join(RandomKind.Add, Partners(drawn, source, (map, other) => map == other)),
            RandomKind.Concat => Partners(drawn, source, AreAligned) is { Length: > 1 } parts && Join(RandomKind.Concat, parts),
            RandomKind.Again => Again(drawn),
            RandomKind.Mask => Partners(drawn with { Kind = RandomKind.Add }, source, (map, other) => map == other) is var masks && Pair(RandomKind.Mask, masks[0], masks[1], nodes[masks[0]].Output),
            RandomKind.JoinRows => JoinRows(drawn, source),
            RandomKind.ScaleBy => ScaleBy(drawn, source),
            RandomKind.PDist => Distance(drawn, source),
            RandomKind.BilinearSampler => Add(RandomPlaces.Sampler(nodes, drawn, source)),
            RandomKind.RoiMaxPool or RandomKind.RoiAvgPool => Add(RandomPlaces.Regions(nodes, drawn, source)),
            RandomKind.Function when drawn.Seed % 3 == 0 => Join(RandomKind.Function, Partners(drawn with { Kind = RandomKind.Add }, source, (map, other) => map == other)[..2]),
            _ => Add(drawn, source),
        };
    }

    private bool Pair(RandomKind kind, int first, int second, Shape output, params string[] options) =>
        Add(new RandomNode(NextName, kind, [first, second], WindowDescription.None, output, nodes[first].Output.Count, options));

    /// <summary>Maps below or beside one another.</summary>
    private bool JoinRows(RandomLayer drawn, int source)
    {
        bool down = drawn.Seed % 2 == 0;
        int[] parts = Partners(drawn, source, (map, other) => map.Channels == other.Channels && (down ? map.Width == other.Width : map.Height == other.Height));
        Shape[] maps = [.. parts.Select(index => nodes[index].Output)];
        Shape output = down ? maps[0] with { Height = maps.Sum(map => map.Height) } : maps[0] with { Width = maps.Sum(map => map.Width) };
        return parts.Length > 1
            && Add(new RandomNode(NextName, RandomKind.JoinRows, parts, WindowDescription.None, output, output.Count, [$"Along = Axes.{(down ? "Rows" : "Columns")}"]));
    }

    /// <summary>A map scaled, and sometimes shifted, by maps that may have one row, column or channel.</summary>
    private bool ScaleBy(RandomLayer drawn, int source)
    {
        Shape map = nodes[source].Output;
        int[] others = [.. Enumerable.Range(0, nodes.Count).Where(index => Serves(nodes[index].Output.Height, map.Height) && Serves(nodes[index].Output.Width, map.Width) && Serves(nodes[index].Output.Channels, map.Channels))];
        int[] parts = [source, others[drawn.Seed % others.Length], .. drawn.Filters % 3 == 0 ? new[] { others[drawn.Filters % others.Length] } : []];
        return Add(new RandomNode(NextName, RandomKind.ScaleBy, parts, WindowDescription.None, map, map.Count, []));

        static bool Serves(int extent, int all) => extent == all || extent == 1;
    }

    /// <summary>The distance of two maps, or of a map and one pixel.</summary>
    private bool Distance(RandomLayer drawn, int source)
    {
        Shape map = nodes[source].Output;
        int[] others = [.. Enumerable.Range(0, nodes.Count).Where(index => index != source && (nodes[index].Output == map || nodes[index].Output == map with { Height = 1, Width = 1 }))];
        if (others.Length == 0)
            return false;

        bool whole = drawn.Seed % 4 == 0;
        string[] options = [$"Exponent = {1 + (drawn.Filters % 3)}", .. whole ? new[] { "Aggregate = true" } : [], .. drawn.Seed % 3 == 0 ? new[] { "NoRoot = true" } : [], .. drawn.Seed % 5 == 0 ? new[] { "Epsilon = 1e-3" } : []];
        return Add(new RandomNode(
            NextName, RandomKind.PDist, [source, others[drawn.Seed % others.Length]], whole ? WindowDescription.None with { Height = 0, Width = 0 } : WindowDescription.None,
            whole ? new Shape(1, 1, 1) : map with { Channels = 1 }, map.Count, options));
    }

    /// <summary>Adds a layer on a map.</summary>
    public bool Add(RandomLayer drawn, int source) => Add(RandomFit.On(drawn, NextName, source, nodes[source].Output));

    /// <summary>Adds a layer with the weights of one that is there, on any map that it fits.</summary>
    private bool Again(RandomLayer drawn)
    {
        (RandomNode Node, int Source)[] choices =
        [
            .. from node in nodes
               where node.Kind is RandomKind.Conv or RandomKind.Depthwise or RandomKind.Dense or RandomKind.BatchNorm or RandomKind.Scale
               from source in Enumerable.Range(0, nodes.Count)
               where RandomFit.Fits(node, nodes[node.Inputs[0]].Output, nodes[source].Output)
               select (node, source),
        ];
        if (choices.Length == 0)
            return false;

        (RandomNode original, int input) = choices[drawn.Seed % choices.Length];
        return Add(RandomFit.Again(original, NextName, input, nodes[input].Output));
    }

    /// <summary>Adds a sum or a joined map.</summary>
    public bool Join(RandomKind kind, IReadOnlyList<int> parts)
    {
        Shape[] maps = [.. parts.Select(index => nodes[index].Output)];
        Shape output = kind != RandomKind.Concat ? maps[0] : maps[0] with { Channels = maps.Sum(map => map.Channels) };
        return Add(new RandomNode(NextName, kind, parts, WindowDescription.None, output, output.Count, kind == RandomKind.Function ? ["nameof(Gate)"] : []));
    }

    /// <summary>Makes one layer of all that nothing reads.</summary>
    /// <param name="wanted">How many may remain.</param>
    /// <param name="seed">Decides how they are joined.</param>
    public void JoinEnds(int wanted, int seed)
    {
        for (int turn = seed; Ends is { } ends && ends.Length > wanted; turn++)
        {
            int[] parts = ends[..(ends.Length - wanted + 1)];
            Shape first = nodes[parts[0]].Output;
            if (parts.All(index => nodes[index].Output == first) && turn % 2 == 0)
                Always(Join(RandomKind.Add, parts));
            else if (parts.All(index => AreAligned(nodes[index].Output, first)))
                Always(Join(RandomKind.Concat, parts));
            else
                Shrink(parts.First(index => (nodes[index].Output.Height, nodes[index].Output.Width) != (1, 1)), turn);
        }
    }

    /// <summary>Keeps some of the gradients by layers on which a loss depends.</summary>
    public void KeepGradients(IEnumerable<int> heads, int seed)
    {
        HashSet<int> reached = [.. heads];
        for (int index = nodes.Count - 1; index >= 0; index--)
        {
            if (!reached.Contains(index))
                continue;

            reached.UnionWith(nodes[index].Sources);
            if ((seed + (index * 7)) % 17 == 0)
                nodes[index] = nodes[index] with { Arguments = [.. nodes[index].Arguments, "KeepGradient = true"] };
        }
    }

    /// <summary>Adds what makes a number of scores of a map.</summary>
    public void AddHead(int index, int classes, int seed)
    {
        if (nodes[index].Output.Count * classes > MostHead)
        {
            Shrink(index, seed);
            index = nodes.Count - 1;
        }

        RandomLayer dense = new(RandomKind.Dense, 0, 1, 1, (1, 1), default, classes, seed);
        nodes.Add(RandomFit.On(dense, NextName, index, nodes[index].Output));
    }

    /// <summary>Adds layers that belong together, if there is work left for them.</summary>
    private bool Add(RandomNode[] together)
    {
        if (work + together.Sum(node => node.Work) > mostWork)
            return false;

        foreach (RandomNode node in together)
            Add(node);

        return true;
    }

    private static bool AreAligned(Shape map, Shape other) => (map.Height, map.Width) == (other.Height, other.Width);

    private static void Always(bool added)
    {
        if (!added)
            throw new InvalidOperationException("the ends of a random network cannot be joined");
    }

    private bool Add(RandomNode node)
    {
        bool isEnd = node.Kind is RandomKind.Add or RandomKind.Concat or RandomKind.GlobalAvgPool or RandomKind.GlobalMaxPool;
        if (!isEnd && work + node.Work > mostWork)
            return false;

        work += node.Work;
        nodes.Add(node);
        return true;
    }

    /// <summary>Makes one pixel of a map.</summary>
    private void Shrink(int index, int turn) => Always(Add(
        new RandomLayer(turn % 2 == 0 ? RandomKind.GlobalAvgPool : RandomKind.GlobalMaxPool, 0, 1, 1, (1, 1), default, 1, turn), index));

    private int Source(RandomLayer drawn)
    {
        int[] ends = Ends;
        return drawn.From switch
        {
            < 65 => nodes.Count - 1,
            < 78 => ends[drawn.Seed % ends.Length],
            _ => drawn.Seed % nodes.Count,
        };
    }

    /// <summary>A map and up to three that fit it; itself where there is none.</summary>
    private int[] Partners(RandomLayer drawn, int source, Func<Shape, Shape, bool> fits)
    {
        int[] others = [.. Enumerable.Range(0, nodes.Count).Where(index => index != source && fits(nodes[index].Output, nodes[source].Output))];
        List<int> parts = [source];
        int channels = nodes[source].Output.Channels;
        for (int i = 0; i <= drawn.Seed % 3; i++)
        {
            int other = others.Length == 0 || drawn.Filters % 7 == 0 ? source : others[(drawn.Seed + (i * drawn.Filters)) % others.Length];
            channels += nodes[other].Output.Channels;
            if (drawn.Kind is RandomKind.Add or RandomKind.JoinRows || channels <= MostChannels)
                parts.Add(other);
        }

        if (drawn.Seed % 5 == 0)
            parts.Reverse();
        return [.. parts];
    }
}
