namespace Kiln.Generator.Declaration;

/// <summary>Full names of the runtime's types that the parser looks for.</summary>
internal static class AttributeNames
{
    public const string Namespace = "Kiln";
    public const string Network = "Kiln.NetworkAttribute";
    public const string InferenceOf = "Kiln.InferenceOfAttribute`1";
    public const string HeadOf = "Kiln.HeadOfAttribute`1";
    public const string Block = "Kiln.BlockAttribute";
    public const string Size = "Kiln.SizeAttribute";
    public const string Use = "Kiln.UseAttribute`1";
    public const string Function = "Kiln.FunctionAttribute";
    public const string Layer = "Kiln.LayerAttribute";
    public const string NetworkBase = "Kiln.Network";
    public const string TrainableBase = "Kiln.TrainableNetwork";
    public const string BlockBase = "Kiln.Block";
    public const string LayerBase = "Kiln.Layer";
    public const string BlockListBase = "Kiln.BlockList`1";

    /// <summary>Options of every layer that are no number: they are read by themselves, and cannot follow from sizes.</summary>
    public static readonly string[] Common = ["From", "Keep", "KeepGradient", "TrainingOnly", "WeightsOf"];

    /// <summary>Types whose members emitted code calls by a simple name, which a layer of the same name would take.</summary>
    public static readonly string[] Called = ["BatchChunks", "Math", "MemoryMarshal"];

    /// <summary>Types that emitted code declares in the class of a network with several inputs or losses.</summary>
    public static readonly string[] Nested = ["Batch", "Inputs", "LabelWeights"];
}
