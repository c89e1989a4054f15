using System.Linq;
using Kiln.Generator.Declaration;
using Kiln.Generator.Graph;
using Kiln.Generator.Lowering;
using Kiln.Generator.Planning.Cpu;
using Kiln.Generator.Support;

namespace Kiln.Generator.Rendering;

/// <summary>The naming scheme of emitted members. Every name holds an underscore or a suffix, so that none meets a member of the user.</summary>
internal static class KernelNames
{
    /// <summary>The parameter of a kernel that holds a value: <c>Pool1Winners</c>.</summary>
    public static string Parameter(Value value) => value.Identifier.Remove(Identifiers.OfPath(value.Array?.Layer ?? value.Node.Name).Length, 1);

    /// <summary>The member of the network that holds a value: <c>Pool1_Winners</c>.</summary>
    public static string Member(Value value) => value.Identifier;

    /// <summary>The namespace of a network's kernels: <c>Kiln.Emitted.Zoo.Vgg16</c>.</summary>
    public static string Namespace(NetworkDeclaration declaration) => $"Kiln.Emitted.{string.Join(".", declaration.FullName.Split('.').Select(Identifiers.Escape))}";

    /// <summary>What the network calls the class of a target's kernels.</summary>
    public static string Class(Target target) => $"Kernels_{target.Name}";

    /// <summary>The method that runs units of a target's kernels.</summary>
    public static string Run(Target target) => $"Run_{target.Name}";

    /// <summary>The rows of a map of any extent.</summary>
    public static string Height(Node node) => $"{node.Code}_Height";

    /// <summary>The columns of a map of any extent.</summary>
    public static string Width(Node node) => $"{node.Code}_Width";
}
