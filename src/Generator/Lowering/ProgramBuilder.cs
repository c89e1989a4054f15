using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Graph;
using Kiln.Generator.Lowering.Expressions;
using Kiln.Generator.Lowering.Layers;
using Kiln.Generator.Lowering.Steps;

namespace Kiln.Generator.Lowering;

/// <summary>Graph to program: the steps of every layer, a kernel each. Layer kinds add their steps here.</summary>
internal sealed class ProgramBuilder
{
    private readonly Dictionary<Node, Value> outputs = [];
    private readonly Dictionary<(ParameterArray Array, Extent Extent), Value> arrays = [];
    private readonly Dictionary<(Node Node, string Role), Value> roles = [];
    private readonly List<Kernel> parameters = [], forward = [], backward = [], inference = [];
    private readonly HashSet<Value> preparedOnce = [];
    private readonly Dictionary<Node, Node> postponed;

    private ProgramBuilder(NetworkGraph graph)
    {
        Graph = graph;
        foreach (Node node in graph.Nodes)
            outputs[node] = new Value(node, "", node.Shape);

        postponed = PoolOrder.Postponed(graph);
        Gradients = new Gradients(this);
    }

    public NetworkGraph Graph { get; }

    /// <summary>What backward steps add gradients to.</summary>
    public Gradients Gradients { get; }

    /// <summary>Whether the steps that are added now are those of training: batches have moments, values are dropped, winners are recorded.</summary>
    public bool IsTraining { get; private set; }

    /// <summary>When the steps that are added now run.</summary>
    public Pass Pass { get; set; }

    /// <summary>All kernels of a network, none fused.</summary>
    public static KernelProgram Build(NetworkGraph graph)
    {
        ProgramBuilder builder = new(graph);
        builder.Forward(Pass.Forward, graph.Trainable);
        if (!graph.Trainable)
            return builder.Finish(builder.forward, new Dictionary<Node, Value>());

        if (graph.Computed.Any(node => node.PassesThrough || LayerLowering.Of(node.Layer).HasModes(node.Layer)))
            builder.Forward(Pass.Inference, training: false);

        IReadOnlyDictionary<Node, Value> gradients = builder.Gradients.Run();
        return builder.Finish([.. builder.forward, .. builder.backward, .. builder.inference], gradients);
    }

    /// <summary>The output of a layer.</summary>
    public Value Output(Node node) => outputs[node];

    /// <summary>The output of the layer that another reads, the first of several.</summary>
    public Value Input(Node node) => outputs[node.Inputs[0]];

    /// <summary>The outputs of all layers that another reads.</summary>
    public IReadOnlyList<Value> Inputs(Node node) => [.. node.Inputs.Select(Output)];

    /// <summary>An array of a layer.</summary>
    public Value Parameter(Node node, string role) => Array(node, node.Parameter(role)!, Extent.Parameter);

    /// <summary>The gradient of an array of a layer.</summary>
    public Value ParameterGradient(Node node, string role) => Array(node, node.Parameter(role)!, Extent.ParameterGradient);

    /// <summary>A value of a layer beside its output; the same for the same role.</summary>
    public Value Of(Node node, string role, Shape shape, Extent extent = Extent.Image, ElementType element = ElementType.Float32)
    {
        if (!roles.TryGetValue((node, role), out Value? value))
            roles[(node, role)] = value = new Value(node, role, shape, extent, element);

        return value;
    }

    /// <summary>One number for every channel of a layer's input.</summary>
    public Value Channel(Node node, string role, Extent extent = Extent.Channel) => Of(node, role, new Shape(1, 1, node.InputShape.Channels), extent);

    /// <summary>Lets a layer that changes nothing have the output of the layer it reads. Both modes see it, so a kind that does this in one of them only
    /// must copy in it.</summary>
    public void Alias(Node node) => outputs[node] = Input(node);

    /// <summary>Lets a layer have the output of the one it reads, in inference. Where training's output is another, and where it is an input, it is copied: a network of
    /// nothing else has something to compute.</summary>
    public void PassThrough(Node node)
    {
        // Training has let it have that output already.
        if (Output(node) == Input(node))
            return;

        if (Graph.Trainable || Input(node).Node.IsInput)
            Add(new MapStep(node, new Operand(0), [Input(node)], Output(node), "Forward"));
        else
            Alias(node);
    }

    /// <summary>Whether a layer's expression is computed after the pool that reads it, on fewer elements: its own output never exists.</summary>
    public bool IsPostponed(Node node) => postponed.ContainsKey(node);

    /// <summary>The layer whose output a postponed one reads, through others that are postponed; a layer that is not postponed itself.</summary>
    public Node BeforePostponed(Node node) => IsPostponed(node) ? BeforePostponed(node.Inputs[0]) : node;

    /// <summary>The layers whose expressions are computed after a pool, in order.</summary>
    public IEnumerable<Node> PostponedTo(Node pool) => postponed.Where(pair => pair.Value == pool).Select(pair => pair.Key).OrderBy(node => node.Index);

    /// <summary>Adds a step to the pass that is being built.</summary>
    public void Add(Step step) => (Pass switch
    {
        Pass.Forward => forward,
        Pass.Inference => inference,
        _ => backward,
    }).Add(new Kernel(Pass, step));

    /// <summary>Adds numbers a channel that follow from parameters; asking again for the same adds nothing.</summary>
    public void Prepare(ChannelMap step)
    {
        if (preparedOnce.Add(step.Writes[0]))
            parameters.Add(new Kernel(Pass.Parameters, step));
    }

    /// <summary>Adds the steps that sum expressions over images and pixels and make numbers a channel of the sums.</summary>
    public void Sum(Node node, string suffix, IReadOnlyList<Expression> terms, IReadOnlyList<Value> operands, IReadOnlyList<Value> channels, params (Value Output, Expression Expression)[] results)
    {
        Value map = operands.First(operand => operand.IsMap);
        Value partial = Of(node, $"{suffix}Sums", new Shape(terms.Count, 1, map.Shape.Channels), Extent.Chunk);
        Add(new ChannelSums(node, terms, operands, partial, $"{suffix}Sums"));
        Add(new ChannelFinish(node, partial, terms.Count, AreMoments: false, channels, results, map, suffix));
    }

    /// <summary>What a layer gives to the gradient of an array, or to what it moves towards: all of it, or where several give something a part.</summary>
    /// <param name="node">The layer.</param>
    /// <param name="users">All that give something.</param>
    /// <param name="role">The array.</param>
    public Value PartOf(Node node, IReadOnlyList<Node> users, string role) =>
        users.Count == 1 ? ParameterGradient(node, role) : Of(node, $"{role}Part", new Shape(1, 1, node.Parameter(role)!.Length), Extent.Channel);

    /// <summary>Adds the step that makes an array's gradient, or what it moves towards, of the parts of all layers that have it, where there are several.</summary>
    /// <param name="node">The layer that computes its part last.</param>
    /// <param name="users">All of them.</param>
    /// <param name="role">The array.</param>
    /// <param name="share">What the sum of the parts is multiplied by.</param>
    public void Gather(Node node, IReadOnlyList<Node> users, string role, double share)
    {
        if (users.Count == 1)
            return;

        Expression sum = new Operand(0);
        for (int i = 1; i < users.Count; i++)
            sum += new Operand(i);

        List<Value> parts = [.. users.Select(user => PartOf(user, users, role))];
        Add(new ChannelMap(node, parts, [(ParameterGradient(node, role), share == 1 ? sum : sum * share)], $"{role}Parts"));
    }

    private Value Array(Node node, ParameterArray array, Extent extent)
    {
        if (!arrays.TryGetValue((array, extent), out Value? value))
            arrays[(array, extent)] = value = new Value(node, array.Role, new Shape(1, 1, array.Length), extent, ElementType.Float32, array);

        return value;
    }

    private void Forward(Pass pass, bool training)
    {
        (Pass, IsTraining) = (pass, training);
        foreach (Node node in Graph.Computed)
        {
            if (node.PassesThrough && !training)
                PassThrough(node);
            else
                LayerLowering.Of(node.Layer).Forward(node, this);
        }
    }

    private KernelProgram Finish(IEnumerable<Kernel> kernels, IReadOnlyDictionary<Node, Value> gradients) => new(
        Graph, [.. parameters, .. kernels], outputs.Where(pair => !IsPostponed(pair.Key)).ToDictionary(pair => pair.Key, pair => pair.Value), gradients, Gradients.Given);
}
