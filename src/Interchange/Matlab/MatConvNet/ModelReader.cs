namespace Kiln.Interchange.Matlab;

/// <summary>Finds layers, images and classes in a file of MatConvNet.</summary>
internal sealed class ModelReader
{
    private readonly MatFile file;
    private readonly string path;
    private readonly MatStruct root;

    public ModelReader(MatFile file, string path)
    {
        this.file = file;
        this.path = path;

        // save -struct makes the fields variables; a checkpoint keeps them in one called net.
        root = !file.TryGet("layers", out _) && file.TryGet("net", out MatValue? net) && net is MatStruct { Count: 1 } fields ? fields
            : new MatStruct([1, 1], file.Names, [.. file.Select(variable => variable.Value)]);
    }

    /// <summary>The model.</summary>
    public MatConvNetModel Model()
    {
        MatValue layers = Find(root, "layers") ?? throw new MatException(
            $"'{path}' holds no model of MatConvNet: it has no variable 'layers', only {(file.Names.Count == 0 ? "nothing" : string.Join(", ", file.Names))}");
        MatStruct? meta = Find(root, "meta") as MatStruct;
        MatStruct? normalization = FindIn(meta, "normalization") as MatStruct ?? Find(root, "normalization") as MatStruct;
        bool isGraph = Find(root, "params") is not null && layers is MatStruct;
        return new MatConvNetModel(path, file)
        {
            IsGraph = isGraph,
            Layers = isGraph ? GraphLayers((MatStruct)layers) : ChainLayers(layers),
            Meta = meta,
            Images = normalization is { Count: 1 } ? Images(normalization) : null,
            Classes = Classes(FindIn(meta, "classes") ?? Find(root, "classes")),
            ImageMean = Find(root, "imageMean") is MatArray { Count: 1 } mean ? mean.To<double>()[0] : null,
        };
    }

    /// <summary>A cell of structs, each with its own fields.</summary>
    private IReadOnlyList<MatConvNetLayer> ChainLayers(MatValue layers)
    {
        if (layers is not MatCell cell)
            throw Unexpected("layers", layers, "a cell array of structs");

        List<MatConvNetLayer> read = [];
        for (int i = 0; i < cell.Count; i++)
        {
            string where = $"layers{{{i + 1}}}";
            if (cell[i] is not MatStruct { Count: 1 } layer)
                throw Unexpected(where, cell[i], "a struct");

            string type = Text(Find(layer, "type"), $"{where}.type");
            read.Add(new MatConvNetLayer(
                Find(layer, "name") is MatText name ? name.Value : "", type == "normalize" ? "lrn" : type, [], [], ChainArrays(layer, type, where), layer));
        }

        return read;
    }

    /// <summary>The parameters of a layer of a chain: <c>weights</c>, or before version 1.0 a field each.</summary>
    private List<MatArray> ChainArrays(MatStruct layer, string type, string where)
    {
        if (Find(layer, "weights") is { } weights)
        {
            if (weights is MatCell cell)
                return [.. cell.Values.Select((value, i) => Numbers(value, $"{where}.weights{{{i + 1}}}"))];
            return weights.Count == 0 ? [] : throw Unexpected($"{where}.weights", weights, "a cell array");
        }

        string[] fields = type is "conv" or "convt" or "bnorm" ? ["filters", "biases", "moments"] : [];
        return [.. fields.Where(field => Find(layer, field) is not null).Select(field => Numbers(Find(layer, field)!, $"{where}.{field}"))];
    }

    /// <summary>An array of structs, whose parameters are in another, by name.</summary>
    private List<MatConvNetLayer> GraphLayers(MatStruct layers)
    {
        Dictionary<string, MatArray> arrays = [];
        if (Find(root, "params") is MatStruct parameters)
        {
            for (int i = 0; i < parameters.Count; i++)
                arrays[Text(parameters[i, "name"], $"params({i + 1}).name")] = Numbers(parameters[i, "value"], $"params({i + 1}).value");
        }

        List<MatConvNetLayer> read = [];
        for (int i = 0; i < layers.Count; i++)
        {
            string where = $"layers({i + 1})";
            string name = Text(FindAt(layers, i, "name"), $"{where}.name"), type = Text(FindAt(layers, i, "type"), $"{where}.type");
            string[] names = Texts(FindAt(layers, i, "params"), $"{where}.params");
            MatStruct options = FindAt(layers, i, "block") as MatStruct ?? new MatStruct();
            read.Add(new MatConvNetLayer(
                name,
                ChainType(type),
                Texts(FindAt(layers, i, "inputs"), $"{where}.inputs"),
                Texts(FindAt(layers, i, "outputs"), $"{where}.outputs"),
                [.. names.Select(array => arrays.GetValueOrDefault(array) ?? throw new MatException($"'{path}' is no whole model: {where}, {name}, has a parameter {array}, which params does not hold"))],
                options.Count == 1 ? options : new MatStruct()));
        }

        return read;
    }

    /// <summary>DagNN's blocks by the names of SimpleNN's layers.</summary>
    private static string ChainType(string type)
    {
        string block = type[(type.LastIndexOf('.') + 1)..];
        return block switch
        {
            "ConvTranspose" => "convt",
            "Pooling" => "pool",
            "BatchNorm" => "bnorm",
            _ => block.ToLowerInvariant(),
        };
    }

    private MatConvNetImages Images(MatStruct normalization)
    {
        const string Name = "normalization";
        int[] size = Find(normalization, "imageSize") is MatArray { Count: >= 2 } extents ? extents.To<int>()
            : throw new MatException($"'{path}' does not say how its images are prepared: {Name}.imageSize is not rows, columns and channels");
        (int height, int width, int channels) = (size[0], size[1], size.Length > 2 ? size[2] : 1);
        if (height < 1 || width < 1 || channels < 1)
            throw new MatException($"'{path}' has images of {MatValue.ExtentsText(size)}: {Name}.imageSize must be rows, columns and channels");

        // Today's models say what share of a scaled picture is seen, older ones how much is cut off.
        double[] border = Option("border"), crop = Option("cropSize");
        if (border.Length == 0 && crop.Length > 0)
            border = [(height / crop[0]) - height, (width / crop[^1]) - width];
        return new MatConvNetImages(
            height,
            width,
            channels,
            Average(height, width, channels),
            Find(normalization, "interpolation") is MatText interpolation ? interpolation.Value : "bicubic",
            Option("keepAspect") is not [0],
            Pixels(border, 0),
            Pixels(border, ^1));

        double[] Option(string field) => Find(normalization, field) is MatArray numbers ? numbers.To<double>() : [];

        static int Pixels(double[] border, Index at) => border.Length == 0 || !(border[at] > 0) ? 0 : (int)Math.Min(Math.Round(border[at]), 1 << 14);

        float[] Average(int height, int width, int channels)
        {
            if (Find(normalization, "averageImage") is not MatArray { Count: > 0 } average)
                return [];
            if (average.Count != 1 && average.Count != channels && !Padded(average.Dimensions, 3).SequenceEqual([height, width, channels]))
                throw new MatException($"'{path}' has an average image of {average.Extents}, which is neither {height}×{width}×{channels} nor one number a channel");

            float[] rows = new float[average.Count];
            ColumnMajor.ToRowMajor(average, rows);
            return rows;
        }
    }

    /// <summary>Extents with ones behind them, which MATLAB leaves out.</summary>
    internal static IReadOnlyList<int> Padded(IReadOnlyList<int> extents, int count) => [.. extents, .. Enumerable.Repeat(1, Math.Max(0, count - extents.Count))];

    private string[] Classes(MatValue? classes)
    {
        if (classes is MatText letters)
            return [.. letters.Value.Select(letter => letter.ToString())];
        if (classes is MatCell)
            return Texts(classes, "classes");
        if (classes is not MatStruct { Count: 1 } fields)
            return [];

        string[] descriptions = Texts(Find(fields, "description"), "classes.description");
        return descriptions.Length > 0 ? descriptions : Texts(Find(fields, "name"), "classes.name");
    }

    private string[] Texts(MatValue? value, string where) => value switch
    {
        null => [],
        MatCell cell => [.. cell.Values.Select((inner, i) => Text(inner, $"{where}{{{i + 1}}}"))],
        MatText { Count: > 0 } text => [text.Value],
        { Count: 0 } => [],
        _ => throw Unexpected(where, value, "names"),
    };

    private string Text(MatValue? value, string where) => value switch
    {
        MatText text => text.Value,
        MatArray { Count: 0 } => "",
        null => throw new MatException($"'{path}' is no whole model: {where} is missing"),
        _ => throw Unexpected(where, value, "text"),
    };

    private MatArray Numbers(MatValue value, string where) => value as MatArray ?? throw Unexpected(where, value, "numbers");

    private MatException Unexpected(string where, MatValue value, string what) =>
        new(value is MatUnread unread ? $"'{path}': {where} {unread.Reason}" : $"'{path}' is no model of MatConvNet that can be read: {where} is {value.Class} {value.Extents}, where {what} should be");

    private static MatValue? Find(MatStruct fields, string name) => FindAt(fields, 0, name);

    private static MatValue? FindIn(MatStruct? fields, string name) => fields is { Count: 1 } ? Find(fields, name) : null;

    private static MatValue? FindAt(MatStruct fields, int index, string name) => fields.TryGet(index, name, out MatValue? value) ? value : null;
}
