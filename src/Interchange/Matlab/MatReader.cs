using System.Text;

namespace Kiln.Interchange.Matlab;

/// <summary>Makes values of the elements of a level-5 file.</summary>
/// <remarks>Every size is compared with what surrounds it before it is believed; whatever the bytes are, reading ends, with values or one <see cref="MatException"/>.</remarks>
internal sealed partial class MatReader
{
    private const int TagBytes = 8;
    private const int MostDepth = 64;
    private const int MostDimensions = 32;
    private const int MostFieldNameBytes = 4096;

    /// <summary>Flags of an array, in the second byte of its first word.</summary>
    private const uint ComplexFlag = 0x0800, LogicalFlag = 0x0200;

    private readonly FileSource file;
    private readonly MatReadOptions options;
    private readonly bool isBigEndian;
    private readonly List<string> place = [];
    private MatInput input;
    private long unpackedBytes;
    private int values;

    private MatReader(FileSource file, MatReadOptions options)
    {
        this.file = file;
        this.options = options;
        isBigEndian = MatHeader.Check(file);
        input = new PlainInput(file, MatHeader.Bytes);
    }

    /// <summary>Reads all variables.</summary>
    /// <param name="file">The file; arrays of what is not compressed read it later.</param>
    /// <param name="options">What is believed.</param>
    public static IEnumerable<KeyValuePair<string, MatValue>> Read(FileSource file, MatReadOptions options)
    {
        MatReader reader = new(file, options);
        List<KeyValuePair<string, MatValue>> variables = [];
        try
        {
            while (reader.input.Position < file.Length)
            {
                (string name, MatValue value) = reader.Variable();

                // MATLAB keeps what belongs to no variable in one without a name.
                if (name.Length > 0)
                    variables.Add(new(name, value));
            }
        }
        catch (InvalidDataException e)
        {
            string where = reader.place.Count == 0 ? "" : $" (in {string.Concat(reader.place)})";
            throw new MatException(
                $"'{file.Path}' is damaged: {e.Message}, at byte {reader.input.Position}{reader.input.Where}{where}; copy it again, or save it anew with save -v7", e);
        }

        return variables;
    }

    private (string Name, MatValue Value) Variable()
    {
        place.Clear();
        Tag tag = ReadTag(file.Length, isOutermost: true);
        if (tag.Storage == MatStorage.Matrix)
            return Matrix(tag with { Bytes = Math.Min(tag.Bytes, file.Length - input.Position) }, depth: 0);
        if (tag.Storage != MatStorage.Compressed)
            throw new InvalidDataException($"where a variable should begin there is an element of type {(int)tag.Storage}");

        // Compressed elements are not padded.
        MatInput whole = input;
        long end = whole.Position + tag.Bytes;
        using UnpackedInput unpacked = new(new PartStream(file, whole.Position, tag.Bytes));
        input = unpacked;
        Tag inner = ReadTag(long.MaxValue);
        if (inner.Storage != MatStorage.Matrix || inner.IsSmall)
            throw new InvalidDataException($"a compressed element holds one of type {(int)inner.Storage}, which is no variable");

        unpackedBytes += TagBytes + inner.Bytes;
        if (unpackedBytes > options.MostUnpackedBytes)
        {
            throw new MatException(
                $"'{file.Path}' unpacks to more than {options.MostUnpackedBytes} bytes: if that is what it should be, raise {nameof(MatReadOptions)}.{nameof(MatReadOptions.MostUnpackedBytes)} or save it with save -v6");
        }

        (string, MatValue) variable = Matrix(inner, depth: 0);
        unpacked.ReadEnd();
        input = whole;
        input.Skip(end - input.Position);
        return variable;
    }

    /// <summary>One array with what is inside, and its name, which only variables have.</summary>
    private (string Name, MatValue Value) Matrix(Tag tag, int depth)
    {
        if (++values > options.MostValues)
            throw new MatException($"'{file.Path}' holds more than {options.MostValues} values: if that is what it should be, raise {nameof(MatReadOptions)}.{nameof(MatReadOptions.MostValues)}");
        if (depth > MostDepth)
            throw new InvalidDataException($"its values are nested more than {MostDepth} deep");
        if (tag.Storage != MatStorage.Matrix)
            throw new InvalidDataException($"where a value should be there is an element of type {(int)tag.Storage}");
        if (tag.Bytes == 0)
            return ("", EmptyArray);

        long end = input.Position + tag.Bytes;
        (MatClass matClass, uint flags) = Flags(end);
        if (matClass == MatClass.Opaque)
            return (SkipOpaque(end), MatUnread.Of(matClass));

        int[] dimensions = Dimensions(end);
        string name = Text(ReadTag(end), "a name", MostFieldNameBytes);
        int place = this.place.Count;
        if (depth == 0)
            this.place.Add(name);

        MatValue value = matClass switch
        {
            MatClass.Cell => Cell(dimensions, end, depth),
            MatClass.Struct => Struct(dimensions, end, depth, className: null),
            MatClass.Object => Struct(dimensions, end, depth, Text(ReadTag(end), "the name of a class", MostFieldNameBytes)),
            MatClass.Char => Characters(dimensions, end),
            >= MatClass.Double and <= MatClass.UInt64 => Numbers(dimensions, matClass, flags, end),
            MatClass.Sparse or MatClass.FunctionHandle => new MatUnread(dimensions, matClass),
            _ => throw new InvalidDataException($"there is no class {(int)matClass}"),
        };
        this.place.RemoveRange(place, this.place.Count - place);

        // A value ends where what it holds does, and the size around it is only a bound: Octave counts matrices of text four bytes too long.
        if (value is MatUnread)
            input.Skip(end - input.Position);
        return (name, value);
    }

    private static MatArray<double> EmptyArray { get; } = new([0, 0], []);

    private (MatClass Class, uint Flags) Flags(long end)
    {
        Tag tag = ReadTag(end);
        if (tag.Storage != MatStorage.UInt32 || tag.Bytes != 8)
            throw new InvalidDataException($"where the flags of an array should be there is an element of type {(int)tag.Storage} and {tag.Bytes} bytes");

        Span<byte> bytes = stackalloc byte[8];
        input.Read(bytes);
        uint flags = Word(bytes);
        return ((MatClass)(flags & 0xFF), flags);
    }

    private int[] Dimensions(long end)
    {
        Tag tag = ReadTag(end);
        int count = (int)(tag.Bytes / sizeof(int));
        if (tag.Storage != MatStorage.Int32 || tag.Bytes % sizeof(int) != 0 || count is < 1 or > MostDimensions)
            throw new InvalidDataException($"where the extents of an array should be there is an element of type {(int)tag.Storage} and {tag.Bytes} bytes");

        ReadOnlySpan<byte> bytes = Payload(tag);
        int[] dimensions = new int[count];
        for (int i = 0; i < count; i++)
            dimensions[i] = (int)Word(bytes[(i * sizeof(int))..]);

        return MatValue.CountOf(dimensions) is not null ? dimensions : throw new InvalidDataException($"it has an array of {MatValue.ExtentsText(dimensions)}");
    }

    private MatCell Cell(int[] dimensions, long end, int depth)
    {
        int count = MatValue.CountOf(dimensions)!.Value;
        RequireRoom(count, end, "cells");
        List<MatValue> cells = [];
        for (int i = 0; i < count; i++)
            cells.Add(Inner($"{{{i + 1}}}", end, depth));

        return new MatCell(dimensions, cells);
    }

    private MatStruct Struct(int[] dimensions, long end, int depth, string? className)
    {
        Tag lengthTag = ReadTag(end);
        if (lengthTag.Storage != MatStorage.Int32 || lengthTag.Bytes != sizeof(int))
            throw new InvalidDataException("the length of its field names is missing");

        int length = (int)Word(Payload(lengthTag));
        Tag namesTag = ReadTag(end);
        if (length is < 1 or > MostFieldNameBytes || namesTag.Bytes % length != 0 || namesTag.Bytes > int.MaxValue)
            throw new InvalidDataException($"field names of {length} bytes do not fill {namesTag.Bytes}");

        // Names come one by one: of those that are announced and do not come, or come twice, none takes room.
        int count = MatValue.CountOf(dimensions)!.Value;
        List<string> fields = [];
        HashSet<string> different = [];
        byte[] name = new byte[length];
        ReadOnlySpan<byte> small = namesTag.IsSmall ? Payload(namesTag) : default;
        for (int at = 0; at < namesTag.Bytes; at += length)
        {
            if (namesTag.IsSmall)
                small.Slice(at, length).CopyTo(name);
            else
                input.Read(name);
            fields.Add(Decoded(name));
            if (!different.Add(fields[^1]))
                throw new InvalidDataException($"two fields are called '{fields[^1]}'");
        }

        if (!namesTag.IsSmall)
            SkipPadding(namesTag, end);
        // Structs without fields take no bytes, so that none is there to tell how many they may be.
        if (fields.Count == 0 && count > options.MostValues)
            throw new InvalidDataException($"it has {count} structs without fields");

        RequireRoom((long)count * fields.Count, end, "values of structs");
        List<MatValue> all = [];
        for (int i = 0; i < count; i++)
        {
            foreach (string field in fields)
                all.Add(Inner(count == 1 ? $".{field}" : $"({i + 1}).{field}", end, depth));
        }

        return new MatStruct(dimensions, fields, all, className);
    }

    private MatValue Inner(string where, long end, int depth)
    {
        place.Add(where);
        Tag tag = ReadTag(end);
        if (tag.IsSmall)
            throw new InvalidDataException("a value is said to be in four bytes");

        MatValue value = Matrix(tag, depth + 1).Value;
        place.RemoveAt(place.Count - 1);
        return value;
    }

    private MatValue Numbers(int[] dimensions, MatClass matClass, uint flags, long end)
    {
        MatNumbers real = Stored(dimensions, end);
        MatNumbers? imaginary = (flags & ComplexFlag) != 0 ? Stored(dimensions, end) : null;
        bool isLogical = (flags & LogicalFlag) != 0 && matClass == MatClass.UInt8;
        return matClass switch
        {
            MatClass.Double => Make<double>(),
            MatClass.Single => Make<float>(),
            MatClass.Int8 => Make<sbyte>(),
            MatClass.UInt8 => Make<byte>(),
            MatClass.Int16 => Make<short>(),
            MatClass.UInt16 => Make<ushort>(),
            MatClass.Int32 => Make<int>(),
            MatClass.UInt32 => Make<uint>(),
            MatClass.Int64 => Make<long>(),
            _ => Make<ulong>(),
        };

        MatArray<T> Make<T>()
            where T : unmanaged, System.Numerics.INumber<T> =>
            new(dimensions, real, isLogical, imaginary is null ? null : new MatArray<T>(dimensions, imaginary, isLogical: false, imaginary: null));
    }

    private StoredNumbers Stored(int[] dimensions, long end)
    {
        Tag tag = ReadTag(end);
        int size = tag.Storage.Bytes(), count = MatValue.CountOf(dimensions)!.Value;
        if (size == 0 || tag.Bytes != (long)count * size)
            throw new InvalidDataException($"an array of {MatValue.ExtentsText(dimensions)} has {tag.Bytes} bytes of type {(int)tag.Storage}");
        if (tag.Bytes > int.MaxValue)
            throw new InvalidDataException($"an array has {tag.Bytes} bytes, and MATLAB writes no more than {int.MaxValue} to such a file");

        (MatSource source, long offset) = tag.IsSmall ? (new MemorySource(Payload(tag).ToArray()), 0) : input.Take((int)tag.Bytes);
        if (!tag.IsSmall)
            SkipPadding(tag, end);
        return new StoredNumbers(source, offset, tag.Storage, count, isBigEndian == BitConverter.IsLittleEndian);
    }

    private MatText Characters(int[] dimensions, long end)
    {
        Tag tag = ReadTag(end);
        int count = MatValue.CountOf(dimensions)!.Value;
        if (tag.Bytes > 4L * count)
            throw new InvalidDataException($"a text of {MatValue.ExtentsText(dimensions)} has {tag.Bytes} bytes");

        ReadOnlySpan<byte> bytes = Payload(tag);
        string text = tag.Storage switch
        {
            MatStorage.Int8 or MatStorage.UInt8 => Encoding.Latin1.GetString(bytes),
            MatStorage.Int16 or MatStorage.UInt16 or MatStorage.Utf16 => (isBigEndian ? Encoding.BigEndianUnicode : Encoding.Unicode).GetString(bytes),
            MatStorage.Utf8 => Encoding.UTF8.GetString(bytes),
            MatStorage.Utf32 => (isBigEndian ? new UTF32Encoding(bigEndian: true, byteOrderMark: false) : Encoding.UTF32).GetString(bytes),
            _ => throw new InvalidDataException($"a text has bytes of type {(int)tag.Storage}"),
        };

        // Some programs count a row of UTF-8 in bytes.
        if (text.Length != count && dimensions is [1, _] && (bytes.Length == count || tag.Storage is MatStorage.Utf8 or MatStorage.Utf32))
            dimensions = [1, text.Length];
        return text.Length == MatValue.CountOf(dimensions) ? new MatText(dimensions, text)
            : throw new InvalidDataException($"a text of {MatValue.ExtentsText(dimensions)} has {text.Length} characters");
    }

    /// <summary>An object of a class of the new kind has a name in place of extents, and then what only MATLAB knows.</summary>
    private string SkipOpaque(long end)
    {
        string name = Text(ReadTag(end), "a name", MostFieldNameBytes);
        input.Skip(end - input.Position);
        return name;
    }
}
