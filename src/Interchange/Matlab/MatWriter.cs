using System.Buffers.Binary;
using System.IO.Compression;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;

namespace Kiln.Interchange.Matlab;

/// <summary>Writes values as elements of a level-5 file, in the byte order of x86 and ARM.</summary>
/// <remarks>Numbers are written in the type of their class and not in the smallest that holds them, as MATLAB does to save space: every bit comes back.</remarks>
internal sealed class MatWriter(Stream output)
{
    private const int TagBytes = 8;
    private const int Piece = 1 << 15;
    private const int MostNameBytes = 63;

    /// <summary>What MATLAB gives field names: room for 31 or 63 characters and a zero.</summary>
    private const int ShortField = 32, LongField = 64;

    /// <summary>Writes the header and all variables.</summary>
    /// <param name="output">Can seek.</param>
    /// <param name="variables">Names and values.</param>
    /// <param name="compress">Whether to compress each variable.</param>
    public static void Write(Stream output, IEnumerable<KeyValuePair<string, MatValue>> variables, bool compress)
    {
        byte[] header = new byte[MatHeader.Bytes];
        header.AsSpan(0, MatHeader.VersionOffset - 8).Fill((byte)' ');
        "MATLAB 5.0 MAT-file, written by Kiln"u8.CopyTo(header);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(MatHeader.VersionOffset), 0x0100);
        "IM"u8.CopyTo(header.AsSpan(MatHeader.OrderOffset));
        output.Write(header);

        foreach ((string name, MatValue value) in variables)
        {
            RequireName(name, "a variable");
            if (MatrixBytes(name, value) > int.MaxValue)
                throw new MatException($"'{name}' takes more than the {int.MaxValue} bytes that a variable of a level-5 file may have: divide it");

            if (compress)
                WriteCompressed(output, name, value);
            else
                new MatWriter(output).Matrix(name, value);
        }
    }

    private static void WriteCompressed(Stream output, string name, MatValue value)
    {
        // The size is known when all is written.
        long start = output.Position;
        output.Write(new byte[TagBytes]);
        using (ZLibStream packed = new(output, CompressionLevel.Optimal, leaveOpen: true))
            new MatWriter(packed).Matrix(name, value);

        long end = output.Position;
        output.Position = start;
        Span<byte> tag = stackalloc byte[TagBytes];
        BinaryPrimitives.WriteUInt32LittleEndian(tag, (uint)MatStorage.Compressed);
        BinaryPrimitives.WriteUInt32LittleEndian(tag[4..], checked((uint)(end - start - TagBytes)));
        output.Write(tag);
        output.Position = end;
    }

    private void Matrix(string name, MatValue value)
    {
        Tag(MatStorage.Matrix, MatrixBytes(name, value) - TagBytes);
        (uint complex, uint logical) = value is MatArray array ? (array.Imaginary is null ? 0u : 0x0800, array.IsLogical ? 0x0200u : 0) : (0, 0);
        Span<byte> flags = stackalloc byte[8];
        flags.Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(flags, (uint)value.Class | complex | logical);
        Element(MatStorage.UInt32, flags);
        Element(MatStorage.Int32, MemoryMarshal.AsBytes<int>(value.Dimensions.ToArray()));
        Element(MatStorage.Int8, Encoding.ASCII.GetBytes(name));
        switch (value)
        {
            case MatText text: Element(MatStorage.UInt16, MemoryMarshal.AsBytes(text.Value.AsSpan())); break;
            case MatCell cell: All(cell.Values.ToArray()); break;
            case MatStruct structs: Struct(structs); break;
            case MatArray<double> numbers: Numbers(numbers, MatStorage.Double); break;
            case MatArray<float> numbers: Numbers(numbers, MatStorage.Single); break;
            case MatArray<sbyte> numbers: Numbers(numbers, MatStorage.Int8); break;
            case MatArray<byte> numbers: Numbers(numbers, MatStorage.UInt8); break;
            case MatArray<short> numbers: Numbers(numbers, MatStorage.Int16); break;
            case MatArray<ushort> numbers: Numbers(numbers, MatStorage.UInt16); break;
            case MatArray<int> numbers: Numbers(numbers, MatStorage.Int32); break;
            case MatArray<uint> numbers: Numbers(numbers, MatStorage.UInt32); break;
            case MatArray<long> numbers: Numbers(numbers, MatStorage.Int64); break;
            default: Numbers((MatArray<ulong>)value, MatStorage.UInt64); break;
        }
    }

    private void Struct(MatStruct structs)
    {
        if (structs.ClassName is { } className)
        {
            RequireName(className, "a class");
            Element(MatStorage.Int8, Encoding.ASCII.GetBytes(className));
        }

        int length = FieldBytes(structs);
        byte[] names = new byte[length * structs.Fields.Count];
        for (int i = 0; i < structs.Fields.Count; i++)
        {
            RequireName(structs.Fields[i], "a field");
            Encoding.ASCII.GetBytes(structs.Fields[i]).CopyTo(names.AsSpan(i * length));
        }

        Element(MatStorage.Int32, BitConverter.GetBytes(length));
        Element(MatStorage.Int8, names);
        All(structs.Values);
    }

    private void All(ReadOnlySpan<MatValue> values)
    {
        foreach (MatValue value in values)
            Matrix("", value);
    }

    private void Numbers<T>(MatArray<T> array, MatStorage storage)
        where T : unmanaged, INumber<T>
    {
        Stored(array, storage);
        if (array.Imaginary is MatArray<T> imaginary)
            Stored(imaginary, storage);
    }

    private void Stored<T>(MatArray<T> array, MatStorage storage)
        where T : unmanaged, INumber<T>
    {
        int bytes = array.Count * storage.Bytes();
        T[] piece = new T[Math.Min(Piece, array.Count)];
        if (IsSmall(bytes))
        {
            array.CopyTo<T>(piece);
            Element(storage, MemoryMarshal.AsBytes<T>(piece));
            return;
        }

        Tag(storage, bytes);
        for (int first = 0; first < array.Count; first += Piece)
        {
            Span<T> some = piece.AsSpan(0, Math.Min(Piece, array.Count - first));
            array.CopyTo(some, first);
            output.Write(MemoryMarshal.AsBytes(some));
        }

        Pad(bytes);
    }

    private void Element(MatStorage storage, ReadOnlySpan<byte> bytes)
    {
        if (IsSmall(bytes.Length))
        {
            Span<byte> small = stackalloc byte[TagBytes];
            small.Clear();
            BinaryPrimitives.WriteUInt32LittleEndian(small, (uint)storage | ((uint)bytes.Length << 16));
            bytes.CopyTo(small[4..]);
            output.Write(small);
            return;
        }

        Tag(storage, bytes.Length);
        output.Write(bytes);
        Pad(bytes.Length);
    }

    private void Tag(MatStorage storage, long bytes)
    {
        Span<byte> tag = stackalloc byte[TagBytes];
        BinaryPrimitives.WriteUInt32LittleEndian(tag, (uint)storage);
        BinaryPrimitives.WriteUInt32LittleEndian(tag[4..], checked((uint)bytes));
        output.Write(tag);
    }

    private void Pad(long bytes) => output.Write(stackalloc byte[(int)(-bytes & (TagBytes - 1))]);

    private static bool IsSmall(long bytes) => bytes is > 0 and <= 4;

    /// <summary>Bytes of an element of so many, with its tag and padding.</summary>
    private static long ElementBytes(long bytes) => IsSmall(bytes) ? TagBytes : TagBytes + ((bytes + TagBytes - 1) & -TagBytes);

    private static long MatrixBytes(string name, MatValue value)
    {
        long content = value switch
        {
            MatText text => ElementBytes(2L * text.Count),
            MatCell cell => cell.Values.Sum(inner => MatrixBytes("", inner)),
            MatStruct structs => StructBytes(structs),
            MatArray array => ElementBytes((long)array.Count * NumberBytes(array.Class)) * (array.Imaginary is null ? 1 : 2),
            _ => throw new MatException($"what {((MatUnread)value).Reason.Split(',')[0]} cannot be written, since it was not read: leave it out"),
        };
        return TagBytes + ElementBytes(8) + ElementBytes(sizeof(int) * value.Dimensions.Count) + ElementBytes(name.Length) + content;
    }

    private static long StructBytes(MatStruct structs)
    {
        long bytes = ElementBytes(sizeof(int)) + ElementBytes((long)FieldBytes(structs) * structs.Fields.Count);
        if (structs.ClassName is { } className)
            bytes += ElementBytes(className.Length);
        foreach (MatValue value in structs.Values)
            bytes += MatrixBytes("", value);

        return bytes;
    }

    private static int FieldBytes(MatStruct structs) => structs.Fields.Any(field => field.Length >= ShortField) ? LongField : ShortField;

    private static int NumberBytes(MatClass matClass) => matClass switch
    {
        MatClass.Double or MatClass.Int64 or MatClass.UInt64 => 8,
        MatClass.Single or MatClass.Int32 or MatClass.UInt32 => 4,
        MatClass.Int16 or MatClass.UInt16 => 2,
        _ => 1,
    };

    private static void RequireName(string name, string what)
    {
        bool isGood = name.Length is > 0 and <= MostNameBytes && char.IsAsciiLetter(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');
        if (!isGood)
            throw new MatException($"'{name}' cannot be the name of {what} in MATLAB: take a letter, then letters, digits and underscores, {MostNameBytes} at most");
    }
}
