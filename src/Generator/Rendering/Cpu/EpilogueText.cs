using System;
using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Graph.Layers;
using Kiln.Generator.Lowering;
using Kiln.Generator.Lowering.Steps;
using Kiln.Generator.Support;

namespace Kiln.Generator.Rendering.Cpu;

/// <summary>What follows the main step of a kernel while its results are in registers: expressions, a maximum with its winner, and every store. Written once for
/// all main steps.</summary>
internal sealed class EpilogueText
{
    private readonly KernelText text;
    private readonly SourceWriter w;
    private readonly VectorText v;
    private readonly Value result;
    private readonly IReadOnlyList<Step> steps;

    /// <param name="text">The kernel.</param>
    /// <param name="result">What its main step computes.</param>
    public EpilogueText(KernelText text, Value result)
        : this(text, result, text.Kernel.Kernel.Epilogue)
    {
    }

    /// <param name="text">The kernel.</param>
    /// <param name="result">What the steps start from.</param>
    /// <param name="steps">The steps.</param>
    public EpilogueText(KernelText text, Value result, IReadOnlyList<Step> steps)
    {
        (this.text, this.result) = (text, result);
        (w, v, this.steps) = (text.Body, text.Vector, steps);
        Pool = text.Kernel.Kernel.Find<MaxPoolForward>();
        Winners = Pool?.Winners is { } winners && text.Plan.IsStored(winners) ? winners : null;
    }

    /// <summary>The pool that takes the maximum of each window of results; null if there is none.</summary>
    public MaxPoolForward? Pool { get; }

    /// <summary>Which position of each window won; null if nobody asks.</summary>
    public Value? Winners { get; }

    /// <summary>The extents of the last results: their cells are what the kernel walks over.</summary>
    public MapText Cells => text.Extents(text.Kernel.Kernel.Result);

    /// <summary>What the kernel computes; the start of an expression that stands alone is there already.</summary>
    private IEnumerable<Value> Written => new[] { result }.Where(IsComputed).Concat(steps.SelectMany(step => step.Writes));

    private bool IsComputed(Value value) => value != result || text.Kernel.Kernel.Main.Writes.Contains(value);

    /// <summary>Every map whose elements the epilogue meets: those it stores, those it reads, and those whose places number random values.</summary>
    public IReadOnlyList<MapText> Maps =>
    [
        .. Written.Where(IsStored).Where(value => value != Winners).Select(text.Write),
        .. Winners is { } winners ? new[] { text.Write(winners) } : [],
        .. Operands.Select(operand => operand.Map),
        .. Read.Where(value => value.Extent == Extent.Random).Select(Numbering),
    ];

    /// <summary>Whether an expression reads a number for each channel, so that a vector must not run from one pixel into the next.</summary>
    public bool ReadsChannels => Read.Any(value => value.Extent is not (Extent.Image or Extent.Random));

    /// <summary>The maps that the expressions read from memory, each with the reference to it.</summary>
    public IEnumerable<(string Reference, MapText Map)> Operands => Read.Where(value => value.Extent == Extent.Image).Select(value => (Reference(value), text.Read(value)));

    private IEnumerable<Value> Read
    {
        get
        {
            HashSet<Value> own = [result, .. Written];
            return steps.SelectMany(step => step.Reads).Where(own.Add).ToArray();
        }
    }

    /// <summary>Declares references to all maps that are stored and to all that the expressions read.</summary>
    public void Declare()
    {
        foreach (Value value in Written.Where(IsStored))
            text.ReferenceTo(value, Reference(value), writes: true);

        foreach (Value value in Read)
        {
            if (value.Extent == Extent.Random)
                text.Parameter("uint", KernelNames.Parameter(value), $"DropoutKey({(Size)value.Node.Number}{(value.Node.Layer is Dropout { Frozen: true } ? ", frozen: true" : "")})");
            else
                text.ReferenceTo(value, Reference(value), writes: false);
        }
    }

    /// <summary>Writes the epilogue of one vector of results, of which the first lanes are stored.</summary>
    public void Emit(IReadOnlyList<string> registers, Func<MapText, string> place, string channel, int lanes) =>
        Emit(registers, place, channel, store => store(((Size)lanes).ToString()));

    /// <summary>Writes the epilogue of one vector of results.</summary>
    /// <param name="registers">The variables with the results: one, or one for each position of the pool's window, down its columns.</param>
    /// <param name="place">The index of the vector in a map of the results' or the pool's shape.</param>
    /// <param name="channel">The index of the vector's first channel.</param>
    /// <param name="store">Calls what it is given with the number of lanes to store: once, or in a case for whole vectors and one for the last.</param>
    public void Emit(IReadOnlyList<string> registers, Func<MapText, string> place, string channel, Action<Action<string>> store)
    {
        List<Action<string>> stores = [];
        string[] values = [.. registers];
        Value current = result;
        Dictionary<Value, string> known = new() { [current] = values[0] };
        Keep(values[0], current);
        foreach (Step step in steps)
        {
            if (step is MaxPoolForward pool)
            {
                values = [Maximum(values, pool, place, stores)];
            }
            else
            {
                MapStep map = (MapStep)step;
                for (int i = 0; i < values.Length; i++)
                    values[i] = Apply(map, current, values[i], known, place, channel);
            }

            current = step.Writes[0];
            known[current] = values[0];
            if (values.Length == 1)
                Keep(values[0], current);
        }

        if (stores.Count == 0)
            return;

        store(lanes =>
        {
            foreach (Action<string> one in stores)
                one(lanes);
        });

        void Keep(string register, Value value)
        {
            if (IsStored(value) && values.Length == 1)
                stores.Add(lanes => w.Line(v.Store(register, Reference(value), place(text.Write(value)), lanes)));
        }
    }

    /// <summary>Declares the index of the first cell in every map, and returns its name.</summary>
    /// <param name="index">That index in a map.</param>
    public IReadOnlyDictionary<Value, string> DeclarePlaces(Func<MapText, string> index)
    {
        Dictionary<Value, string> places = [];
        int number = 0;
        foreach (MapText map in Maps)
        {
            string name = map.Layout.Value == Winners ? "won" : FormattableString.Invariant($"to{number++}");
            places[map.Layout.Value] = name;
            w.Line($"nuint {name} = {index(map)};");
        }

        return places;
    }

    /// <summary>Writes an expression; its result replaces the last one, unless that is stored or read by a later step too.</summary>
    private string Apply(MapStep map, Value current, string register, Dictionary<Value, string> known, Func<MapText, string> place, string channel)
    {
        List<string> operands = [];
        for (int i = 0; i < map.Operands.Count; i++)
        {
            Value operand = map.Operands[i];
            bool isKnown = known.TryGetValue(operand, out string? earlier);
            string load = operand == current ? register : isKnown ? earlier! : Load(operand, place, channel);
            if (operand != current && !isKnown && map.Expression.Uses(i) > 1)
            {
                string name = text.Unique("operand");
                w.Line($"{v.Type} {name} = {load};");
                load = name;
            }

            operands.Add(load);
        }

        string expression = new ExpressionText(v, text.Helpers).Of(w, map.Expression, operands, text.Unique);
        bool isReadLater = steps.SkipWhile(step => step != map).Skip(1).Any(step => step.Reads.Contains(current));
        if (!IsStored(current) && !isReadLater)
        {
            if (expression != register)
                w.Line($"{register} = {expression};");

            return register;
        }

        string next = text.Unique("result");
        w.Line($"{v.Type} {next} = {expression};");
        return next;
    }

    /// <summary>An operand from memory, at the place of the results.</summary>
    private string Load(Value operand, Func<MapText, string> place, string channel) => operand.Extent switch
    {
        Extent.Image => v.Load(Reference(operand), place(text.Read(operand))),
        Extent.Random => v.Uniform(KernelNames.Parameter(operand), place(Numbering(operand))),
        _ => v.Load(Reference(operand), channel),
    };

    private string Maximum(string[] window, MaxPoolForward pool, Func<MapText, string> place, List<Action<string>> stores)
    {
        string best = window[0], winner = "";
        if (Winners is not null)
        {
            winner = text.Unique("winner");
            w.Line($"{v.WinnerType} {winner} = {v.WinnerType}.Zero;");
        }

        for (int position = 1; position < window.Length; position++)
        {
            if (Winners is not null)
                w.Line($"{winner} = {VectorText.Winner(best, window[position], winner, ((Size)position).ToString())};");

            w.Line($"{best} = {VectorText.Larger(best, window[position])};");
        }

        if (Winners is { } winners)
            stores.Add(lanes => w.Line(VectorText.StoreFirst(winner, Reference(winners), place(text.Write(winners)), lanes)));

        return best;
    }

    /// <summary>The places of a map without a border, which number its elements.</summary>
    private MapText Numbering(Value value) => text.Extents(value);

    private bool IsStored(Value value) => IsComputed(value) && text.Plan.IsStored(value);

    private string Reference(Value value) =>
        value == text.Kernel.Kernel.Result ? "outputs" : value == Winners ? "winners" : text.NameOf(value);
}
