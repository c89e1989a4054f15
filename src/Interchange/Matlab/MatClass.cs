namespace Kiln.Interchange.Matlab;

/// <summary>The class of a MATLAB value. The numbers are those of the file format.</summary>
public enum MatClass
{
    /// <summary>Values of any classes.</summary>
    Cell = 1,

    /// <summary>Values by field name.</summary>
    Struct = 2,

    /// <summary>An object of a class of the old kind, which is read as a struct.</summary>
    Object = 3,

    /// <summary>Text.</summary>
    Char = 4,

    /// <summary>A sparse matrix, which is not read.</summary>
    Sparse = 5,

    /// <summary>Numbers of 64 bits, <see cref="double"/>.</summary>
    Double = 6,

    /// <summary>Numbers of 32 bits, <see cref="float"/>.</summary>
    Single = 7,

    /// <summary><see cref="sbyte"/>.</summary>
    Int8 = 8,

    /// <summary><see cref="byte"/>, or logical.</summary>
    UInt8 = 9,

    /// <summary><see cref="short"/>.</summary>
    Int16 = 10,

    /// <summary><see cref="ushort"/>.</summary>
    UInt16 = 11,

    /// <summary><see cref="int"/>.</summary>
    Int32 = 12,

    /// <summary><see cref="uint"/>.</summary>
    UInt32 = 13,

    /// <summary><see cref="long"/>.</summary>
    Int64 = 14,

    /// <summary><see cref="ulong"/>.</summary>
    UInt64 = 15,

    /// <summary>A function handle, which is not read.</summary>
    FunctionHandle = 16,

    /// <summary>An object of a class of the new kind, which is not read.</summary>
    Opaque = 17,
}
