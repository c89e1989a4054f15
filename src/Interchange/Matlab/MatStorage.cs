namespace Kiln.Interchange.Matlab;

/// <summary>How the bytes of a data element are to be understood; the numbers are those of the format ("mi" types). MATLAB stores numbers in the smallest type that
/// holds them, whatever the class of the array.</summary>
internal enum MatStorage
{
    Int8 = 1,
    UInt8 = 2,
    Int16 = 3,
    UInt16 = 4,
    Int32 = 5,
    UInt32 = 6,
    Single = 7,
    Double = 9,
    Int64 = 12,
    UInt64 = 13,
    Matrix = 14,
    Compressed = 15,
    Utf8 = 16,
    Utf16 = 17,
    Utf32 = 18,
}

/// <summary>Sizes of stored numbers.</summary>
internal static class MatStorages
{
    /// <summary>Bytes of a number; 0 for what is no number.</summary>
    public static int Bytes(this MatStorage storage) => storage switch
    {
        MatStorage.Int8 or MatStorage.UInt8 => 1,
        MatStorage.Int16 or MatStorage.UInt16 => 2,
        MatStorage.Int32 or MatStorage.UInt32 or MatStorage.Single => 4,
        MatStorage.Double or MatStorage.Int64 or MatStorage.UInt64 => 8,
        _ => 0,
    };
}
