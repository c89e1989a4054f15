using System.Numerics;
using Kiln.Interchange.Matlab;
using PureHDF;
using PureHDF.VOL.Native;

namespace Kiln.Interchange.Hdf5;

/// <summary>Makes values of the objects of a MATLAB 7.3 file.</summary>
/// <remarks>
/// Every object says its class in an attribute. A dataset has its numbers in MATLAB's order and its extents in the opposite one. Cells are references to objects. A struct is a group of its fields; of an array of structs
/// each field is a dataset of references. What is empty holds its extents in place of numbers.
/// </remarks>
/// <param name="file">The file.</param>
/// <param name="path">What messages call it.</param>
/// <param name="options">What is believed.</param>
internal sealed class Hdf5Values(NativeFile file, string path, MatReadOptions options)
{
    private const int MostDepth = 64;
    private const string ClassAttribute = "MATLAB_class", EmptyAttribute = "MATLAB_empty", SparseAttribute = "MATLAB_sparse", ObjectAttribute = "MATLAB_object_decode";

    private long bytes;
    private int values;

    /// <summary>The variables of the file. Names with a # are MATLAB's own.</summary>
    public IEnumerable<KeyValuePair<string, MatValue>> Variables() =>
        [.. file.Children().Where(child => !child.Name.StartsWith('#')).Select(child => new KeyValuePair<string, MatValue>(child.Name, Value(child, child.Name, depth: 0)))];

    private MatValue Value(IH5Object item, string place, int depth)
    {
        if (++values > options.MostValues)
            throw new MatException($"'{path}' holds more than {options.MostValues} values: if that is what it should be, raise {nameof(MatReadOptions)}.{nameof(MatReadOptions.MostValues)}");
        if (depth > MostDepth)
            throw Damaged(place, $"values are nested more than {MostDepth} deep");

        string matClass = item.AttributeExists(ClassAttribute) ? item.Attribute(ClassAttribute).Read<string>() : throw Damaged(place, $"it has no attribute {ClassAttribute}");
        if (item.AttributeExists(SparseAttribute))
            return MatUnread.Of(MatClass.Sparse);
        if (item.AttributeExists(ObjectAttribute) || matClass == "function_handle")
            return MatUnread.Of(matClass == "function_handle" ? MatClass.FunctionHandle : MatClass.Opaque);

        return item switch
        {
            IH5Group group => Struct(group, place, depth),
            IH5Dataset dataset when dataset.AttributeExists(EmptyAttribute) => Empty(matClass, [.. dataset.Read<ulong[]>().Select(extent => Extent(extent, place))], place),
            IH5Dataset dataset => Dataset(dataset, matClass, place, depth),
            _ => throw Damaged(place, "it is neither a group nor a dataset"),
        };
    }

    private MatValue Dataset(IH5Dataset dataset, string matClass, string place, int depth)
    {
        int[] extents = Extents(dataset, place);
        Charge(dataset, extents, place);
        bool isComplex = dataset.Type.Class == H5DataTypeClass.Compound;
        return matClass switch
        {
            _ when isComplex => throw new MatException($"'{path}': {place} is complex, which is not read from MATLAB 7.3 files; save it with save -v7"),
            "cell" => new MatCell(extents, References(dataset, place, depth)),
            "char" => new MatText(extents, new string([.. dataset.Read<ushort[]>().Select(unit => (char)unit)])),
            "logical" => new MatArray<byte>(extents, dataset.Read<byte[]>(), isLogical: true),
            "double" => Numbers<double>(),
            "single" => Numbers<float>(),
            "int8" => Numbers<sbyte>(),
            "uint8" => Numbers<byte>(),
            "int16" => Numbers<short>(),
            "uint16" => Numbers<ushort>(),
            "int32" => Numbers<int>(),
            "uint32" => Numbers<uint>(),
            "int64" => Numbers<long>(),
            "uint64" => Numbers<ulong>(),
            _ => MatUnread.Of(MatClass.Opaque),
        };

        MatArray<T> Numbers<T>()
            where T : unmanaged, INumber<T> => new(extents, dataset.Read<T[]>());
    }

    private MatValue Empty(string matClass, int[] extents, string place) => matClass switch
    {
        "cell" => new MatCell(extents, []),
        "char" => new MatText(extents, ""),
        "struct" => new MatStruct(extents, [], []),
        "logical" => new MatArray<byte>(extents, [], isLogical: true),
        "double" => new MatArray<double>(extents, []),
        "single" => new MatArray<float>(extents, []),
        "int8" => new MatArray<sbyte>(extents, []),
        "uint8" => new MatArray<byte>(extents, []),
        "int16" => new MatArray<short>(extents, []),
        "uint16" => new MatArray<ushort>(extents, []),
        "int32" => new MatArray<int>(extents, []),
        "uint32" => new MatArray<uint>(extents, []),
        "int64" => new MatArray<long>(extents, []),
        "uint64" => new MatArray<ulong>(extents, []),
        _ => throw Damaged(place, $"there is no class {matClass}"),
    };

    private MatStruct Struct(IH5Group group, string place, int depth)
    {
        IH5Object[] fields = [.. group.Children()];
        string[] names = [.. fields.Select(field => field.Name)];
        bool isArray = fields.Length > 0 && fields.All(field => field is IH5Dataset { Type.Class: H5DataTypeClass.Reference } && !field.AttributeExists(ClassAttribute));
        if (!isArray)
            return new MatStruct([1, 1], names, [.. fields.Select(field => Value(field, $"{place}.{field.Name}", depth + 1))]);

        int[] extents = Extents((IH5Dataset)fields[0], place);
        MatValue[][] columns = [.. fields.Cast<IH5Dataset>().Select(field => References(field, $"{place}.{field.Name}", depth))];
        if (columns.Any(column => column.Length != columns[0].Length))
            throw Damaged(place, "its fields differ in length");

        return new MatStruct(extents, names, [.. from i in Enumerable.Range(0, columns[0].Length) from column in columns select column[i]]);
    }

    private MatValue[] References(IH5Dataset dataset, string place, int depth)
    {
        Charge(dataset, Extents(dataset, place), place);
        return [.. dataset.Read<NativeObjectReference1[]>().Select((reference, i) => Value(file.Get(reference), $"{place}{{{i + 1}}}", depth + 1))];
    }

    /// <summary>Notes what a dataset says that it takes, before there is room for it.</summary>
    private void Charge(IH5Dataset dataset, int[] extents, string place)
    {
        bytes += extents.Aggregate((Int128)dataset.Type.Size, (product, extent) => product * extent) is var size && size <= int.MaxValue ? (long)size
            : throw Damaged(place, $"an array of {string.Join("×", extents)} is larger than {int.MaxValue} bytes, the most that is read");
        if (bytes > options.MostUnpackedBytes)
            throw new MatException($"'{path}' holds more than {options.MostUnpackedBytes} bytes: if that is what it should be, raise {nameof(MatReadOptions)}.{nameof(MatReadOptions.MostUnpackedBytes)}");
    }

    private int[] Extents(IH5Dataset dataset, string place) => [.. dataset.Space.Dimensions.Reverse().Select(extent => Extent(extent, place))];

    private int Extent(ulong extent, string place) => extent <= int.MaxValue ? (int)extent : throw Damaged(place, $"it has an extent of {extent}");

    private MatException Damaged(string place, string problem) => new($"'{path}' cannot be read as a MATLAB 7.3 file: {problem} (in {place}); copy it again, or save it anew with save -v7");
}
