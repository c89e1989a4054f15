namespace Kiln.Interchange.Onnx;

/// <summary>The numbers of the fields of onnx.proto, message by message, for writing and reading; those that other programs write and nobody here needs are left out.</summary>
internal static class OnnxFields
{
    /// <summary>ModelProto: a file.</summary>
    public static class Model
    {
        public const int IrVersion = 1, ProducerName = 2, ProducerVersion = 3, DocString = 6, Graph = 7, OpsetImport = 8, MetadataProps = 14;
    }

    /// <summary>OperatorSetIdProto: which operators a model speaks of.</summary>
    public static class OperatorSet
    {
        public const int Domain = 1, Version = 2;
    }

    /// <summary>StringStringEntryProto: one thing said of a model.</summary>
    public static class StringEntry
    {
        public const int Key = 1, Value = 2;
    }

    /// <summary>GraphProto: nodes in the order in which they can run, initializers, inputs, outputs.</summary>
    public static class Graph
    {
        public const int Node = 1, Name = 2, Initializer = 5, DocString = 10, Input = 11, Output = 12, ValueInfo = 13;
    }

    /// <summary>NodeProto: one operator with the names of what it reads and makes.</summary>
    public static class Node
    {
        public const int Input = 1, Output = 2, Name = 3, OpType = 4, Attribute = 5, DocString = 6, Domain = 7;
    }

    /// <summary>AttributeProto: what is said of an operator.</summary>
    public static class Attribute
    {
        public const int Name = 1, F = 2, I = 3, S = 4, T = 5, G = 6, Floats = 7, Ints = 8, Strings = 9, Type = 20;
    }

    /// <summary>TensorProto: an initializer.</summary>
    public static class Tensor
    {
        public const int Dims = 1, DataType = 2, Segment = 3, FloatData = 4, Int32Data = 5, Int64Data = 7, Name = 8, RawData = 9, DoubleData = 10, ExternalData = 13, DataLocation = 14;
    }

    /// <summary>ValueInfoProto: an input or output.</summary>
    public static class ValueInfo
    {
        public const int Name = 1, Type = 2, DocString = 3;
    }

    /// <summary>TypeProto and TypeProto.Tensor: what it is made of.</summary>
    public static class Type
    {
        public const int TensorType = 1, ElementType = 1, Shape = 2;
    }

    /// <summary>TensorShapeProto and its Dimension: how large it is.</summary>
    public static class Shape
    {
        public const int Dim = 1, DimValue = 1, DimParam = 2;
    }
}

/// <summary>TensorProto.DataType.</summary>
internal enum OnnxElement
{
    Float = 1,
    UInt8 = 2,
    Int8 = 3,
    Int32 = 6,
    Int64 = 7,
    Boolean = 9,
    Float16 = 10,
    Double = 11,
    BFloat16 = 16,
}

/// <summary>AttributeProto.AttributeType.</summary>
internal enum OnnxAttributeType
{
    Float = 1,
    Int = 2,
    String = 3,
    Tensor = 4,
    Graph = 5,
    Floats = 6,
    Ints = 7,
    Strings = 8,
}
