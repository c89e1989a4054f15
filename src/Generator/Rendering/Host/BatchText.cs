using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Graph;
using Kiln.Generator.Graph.Layers;
using Kiln.Generator.Rendering.Cpu;
using Kiln.Generator.Support;

namespace Kiln.Generator.Rendering.Host;

/// <summary>What a network with several inputs or losses is given, by name: types with a required member for each, so that one that is forgotten is an error of the C#
/// compiler, and the methods that take them.</summary>
internal static class BatchText
{
    /// <summary>The names of the nested types.</summary>
    public const string Inputs = "Inputs", Batch = "Batch", LabelWeights = "LabelWeights";

    /// <summary>The types and methods, where the network has more than one input or loss.</summary>
    public static void Write(SourceWriter w, NetworkGraph graph)
    {
        Node[] losses = [.. graph.Losses];
        bool severalInputs = graph.Inputs.Count > 1;
        if (severalInputs)
        {
            Type(w, Inputs, "The maps of one call: of every input those of all images, one after the other.", [.. graph.Inputs.Select(Input)]);
            if (graph.AnyExtent)
                MapForward(w, graph);
            else
                Forward(w, graph, "Forward", "ForwardAccepted", "Computes the scores of images.");

            if (graph.Trainable)
                Forward(w, graph, "ForwardForTraining", "TrainingForwardAccepted", "Computes the scores as a training step does, so that Backward can follow.");
        }

        if (losses.Length > 0 && graph.Inputs.Count + losses.Length > 2)
        {
            Type(w, Batch, "The maps and labels of one call: of every input those of all images, one after the other, and the labels of every loss.", [.. graph.Inputs.Select(Input), .. losses.Select(Loss)]);
            Type(w, LabelWeights, "What the labels of one call count, 0 or more; what is left out counts 1.", [.. losses.Select(Weights)]);
            Training(w, graph, losses);
        }
    }

    /// <summary>The types alone, for a network that was not compiled.</summary>
    /// <param name="w">The file.</param>
    /// <param name="inputs">Names of its inputs.</param>
    /// <param name="losses">Its losses: name, and whether it is given floats.</param>
    /// <param name="anyExtent">Whether a call gives extents.</param>
    /// <param name="body">What every method does.</param>
    public static void WriteStub(SourceWriter w, IReadOnlyList<string> inputs, IReadOnlyList<(string Name, bool TakesTargets)> losses, bool anyExtent, string body)
    {
        IEnumerable<Member> maps = inputs.Select(name => new Member(name, "float", "Maps."));
        if (inputs.Count > 1)
        {
            Type(w, Inputs, "The maps of one call.", [.. maps]);
            Method($"System.ReadOnlySpan<float> Forward(scoped {Inputs} inputs{(anyExtent ? ", int height, int width" : "")})");
            if (!anyExtent)
                Method($"System.ReadOnlySpan<float> ForwardForTraining(scoped {Inputs} inputs)");
        }

        if (losses.Count > 0 && inputs.Count + losses.Count > 2)
        {
            Type(w, Batch, "The maps and labels of one call.", [.. maps, .. losses.Select(loss => new Member(loss.Name, loss.TakesTargets ? "float" : "int", "Labels."))]);
            Type(w, LabelWeights, "What the labels of one call count.", [.. losses.Select(loss => new Member(loss.Name, "float", "Weights.") { IsOptional = true })]);
            Method($"Kiln.LossReport Step(scoped {Batch} batch, scoped {LabelWeights} weights = default)");
            Method($"Kiln.LossReport Evaluate(scoped {Batch} batch, scoped {LabelWeights} weights = default)");
            Method($"Kiln.LossReport ComputeGradients(scoped {Batch} batch, global::System.Span<float> inputGradients = default, scoped {LabelWeights} weights = default)");
        }

        void Method(string head) => w.Line().Line($"public global::{head} => {body};");
    }

    private static Member Input(Node input) => new(
        input.Code, "float", input.Layer is Graph.Layers.Input { AnyExtent: true } ? $"A map of {(Size)input.Shape.Channels} channels, of the extents of the call." : $"Maps of {input.Shape}.");

    private static Member Loss(Node loss) => ((Loss)loss.Layer).Labels switch
    {
        LossLabels.Classes => new(loss.Code, "int", $"For {loss.Name}: one class from 0 to {(Size)(loss.InputShape.Channels - 1)} an image, or one a pixel of {loss.Inputs[0].Name}; −1 for none."),
        LossLabels.Signs => new(loss.Code, "float", $"For {loss.Name}: 1 or −1 for each element of {loss.Inputs[0].Name}, or for each channel of an image; 0 for none."),
        _ => new(loss.Code, "float", $"For {loss.Name}: a finite number for each element of {loss.Inputs[0].Name}, or for each channel of an image."),
    };

    private static Member Weights(Node loss) => new(
        loss.Code, "float", $"For {loss.Name}: one an image, or one a pixel of {loss.Inputs[0].Name}{(((Loss)loss.Layer).TakesTargets ? ", or one for each of its elements" : "")}.") { IsOptional = true };

    private static void Type(SourceWriter w, string name, string summary, IReadOnlyList<Member> members)
    {
        w.Line();
        w.Line($"/// <summary>{summary}</summary>");
        using (w.Block($"public readonly ref struct {name}"))
        {
            for (int i = 0; i < members.Count; i++)
            {
                if (i > 0)
                    w.Line();

                w.Line($"/// <summary>{members[i].Summary}</summary>");
                w.Line($"public {(members[i].IsOptional ? "" : "required ")}global::System.ReadOnlySpan<{members[i].Element}> {members[i].Identifier} {{ get; init; }}");
            }
        }
    }

    private static void Forward(SourceWriter w, NetworkGraph graph, string name, string run, string summary)
    {
        w.Line();
        w.Line($"/// <summary>{summary}</summary>");
        w.Line("/// <param name=\"inputs\">The maps of every input, of as many images each.</param>");
        w.Line("/// <returns>For every image a map of OutputShape. It is overwritten by the next call.</returns>");
        w.Line("/// <exception cref=\"global::System.ArgumentException\">No whole number of maps, more than MaxBatch, or not as many of every input.</exception>");
        using (w.Block($"public global::System.ReadOnlySpan<float> {name}(scoped {Inputs} inputs)"))
        {
            Accept(w, graph, "inputs");
            w.Line($"return {run}();");
        }
    }

    private static void MapForward(SourceWriter w, NetworkGraph graph)
    {
        w.Line();
        w.Line("/// <summary>Computes the score map of one map of every input.</summary>");
        w.Line("/// <param name=\"inputs\">The maps.</param>");
        w.Line("/// <param name=\"height\">Rows of those that have no extents of their own.</param>");
        w.Line("/// <param name=\"width\">Their columns.</param>");
        w.Line("/// <returns>The scores, extents as OutputFor, channels innermost. They are overwritten by the next call.</returns>");
        w.Line("/// <exception cref=\"global::System.ArgumentException\">A length does not fit the extents, or these are smaller than Smallest.</exception>");
        using (w.Block($"public global::System.ReadOnlySpan<float> Forward(scoped {Inputs} inputs, int height, int width)"))
        {
            w.Line("Begin(height, width);");
            for (int input = 0; input < graph.Inputs.Count; input++)
                w.Line($"AcceptInput({(Size)input}, inputs.{Identifiers.Escape(graph.Inputs[input].Code)}, \"{graph.Inputs[input].Name}\", height, width);");

            w.Line("return ForwardAccepted();");
        }
    }

    private static void Training(SourceWriter w, NetworkGraph graph, IReadOnlyList<Node> losses)
    {
        Method("Step", "One training step: loss, gradients, then the optimizer's change of the parameters. Allocates nothing.", "StepAccepted()", "before the change");
        Method("Evaluate", "The loss and the errors, without gradients: batch normalisations use the kept moments, and nothing is dropped.", "EvaluateAccepted()");
        Method("ComputeGradients", "The loss and its gradients by every parameter, and by the inputs if asked for.", "GradientsOfAccepted(inputGradients)", gradients: true);

        w.Line();
        using (w.Block($"private void Accept(scoped {Batch} batch, scoped {LabelWeights} weights)"))
        {
            Accept(w, graph, "batch");
            for (int loss = 0; loss < losses.Count; loss++)
                w.Line($"AcceptLabels({(Size)loss}, batch.{Identifiers.Escape(losses[loss].Code)}, weights.{Identifiers.Escape(losses[loss].Code)}, \"{losses[loss].Name}\");");
        }

        void Method(string name, string summary, string run, string when = "", bool gradients = false)
        {
            w.Line();
            w.Line($"/// <summary>{summary}</summary>");
            w.Line("/// <param name=\"batch\">The maps of every input, of as many images each, and the labels of every loss.</param>");
            if (gradients)
                w.Line("/// <param name=\"inputGradients\">Empty, or gets the gradients of the inputs, which cost extra: image by image, each those of all inputs in order.</param>");

            w.Line("/// <param name=\"weights\">What the labels of each loss count; left out, 1 each.</param>");
            w.Line($"/// <returns>All losses by their weights, and the errors of the main one{(when.Length > 0 ? $", {when}" : "")}.</returns>");
            w.Line("/// <exception cref=\"global::System.ArgumentException\">The lengths do not fit, or a label or a weight is out of range.</exception>");
            using (w.Block($"public global::Kiln.LossReport {name}(scoped {Batch} batch{(gradients ? ", global::System.Span<float> inputGradients = default" : "")}, scoped {LabelWeights} weights = default)"))
            {
                w.Line("Accept(batch, weights);");
                w.Line($"return {run};");
            }
        }
    }

    private static void Accept(SourceWriter w, NetworkGraph graph, string from)
    {
        for (int input = 0; input < graph.Inputs.Count; input++)
            w.Line($"AcceptInput({(Size)input}, {from}.{Identifiers.Escape(graph.Inputs[input].Code)}, \"{graph.Inputs[input].Name}\");");
    }

    /// <summary>A member of one of the types.</summary>
    private readonly record struct Member(string Name, string Element, string Summary)
    {
        public string Identifier => Identifiers.Escape(Name);

        public bool IsOptional { get; init; }
    }
}
