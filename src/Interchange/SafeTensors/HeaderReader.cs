using System.Text.Json;

namespace Kiln.Interchange.SafeTensors;

/// <summary>Reads the JSON of a header in one pass: an object of arrays by name, and of pairs of texts under one name.</summary>
/// <param name="json">The header.</param>
/// <param name="file">What messages call the file.</param>
internal ref struct HeaderReader(ReadOnlySpan<byte> json, string file)
{
    /// <summary>More axes than any array has.</summary>
    private const int MostAxes = 32;

    /// <summary>An object of objects of lists.</summary>
    private const int Depth = 3;

    private readonly string file = file;
    private Utf8JsonReader reader = new(json, new JsonReaderOptions { MaxDepth = Depth });

    /// <summary>The arrays by name.</summary>
    public Dictionary<string, Tensor> Tensors { get; } = [];

    /// <summary>Pairs of texts.</summary>
    public Dictionary<string, string> Metadata { get; } = [];

    /// <summary>Reads all of it.</summary>
    /// <exception cref="InterchangeException">It is not as expected.</exception>
    public void Read()
    {
        try
        {
            Expect(JsonTokenType.StartObject);
            while (NextName() is { } name)
            {
                if (name == SafeTensorsHeader.MetadataKey)
                    ReadMetadata();
                else if (!Tensors.TryAdd(name, ReadTensor(name)))
                    throw Damaged($"two arrays are named {SafeTensorsHeader.Shown(name)}");
            }

            // Nothing but spaces may follow, which the reader sees to.
            if (reader.Read())
                throw Damaged("something follows the object");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            throw new InterchangeException(file, $"is damaged: its header is no JSON of the format: {e.Message.ReplaceLineEndings(" ")}", e);
        }
    }

    private void ReadMetadata()
    {
        Expect(JsonTokenType.StartObject);
        while (NextName() is { } key)
        {
            Expect(JsonTokenType.String);
            if (!Metadata.TryAdd(key, reader.GetString()!))
                throw Damaged($"two texts are named {SafeTensorsHeader.Shown(key)}");
        }
    }

    private Tensor ReadTensor(string name)
    {
        string? type = null;
        List<long>? shape = null, offsets = null;
        Expect(JsonTokenType.StartObject);
        while (NextName() is { } key)
        {
            switch (key)
            {
                case "dtype" when type is null:
                    Expect(JsonTokenType.String);
                    type = reader.GetString();
                    break;
                case "shape" when shape is null:
                    shape = ReadNumbers(name);
                    break;
                case "data_offsets" when offsets is null:
                    offsets = ReadNumbers(name);
                    break;
                default:
                    throw Damaged($"{SafeTensorsHeader.Shown(name)} has '{SafeTensorsHeader.Shown(key)}', where dtype, shape and data_offsets once each were expected");
            }
        }

        if (type is null || shape is null || offsets is not [long begin, long end])
            throw Damaged($"{SafeTensorsHeader.Shown(name)} lacks dtype, shape or two data_offsets");

        if (Tensor.ElementBytes(type) is not { } bytes)
            throw Damaged($"{SafeTensorsHeader.Shown(name)} is of type '{SafeTensorsHeader.Shown(type)}', which is unknown");

        Int128 needed = bytes;
        foreach (long extent in shape)
            needed = needed > long.MaxValue ? needed : needed * extent;

        if (begin > end || end - begin != needed)
            throw Damaged($"{SafeTensorsHeader.Shown(name)} lies at {begin} to {end}, but its shape and type take {needed} bytes");

        return new Tensor(type, shape, begin, end);
    }

    /// <summary>A list of whole numbers from 0 on.</summary>
    private List<long> ReadNumbers(string name)
    {
        List<long> numbers = [];
        Expect(JsonTokenType.StartArray);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt64(out long number) || number < 0)
                throw Damaged($"{SafeTensorsHeader.Shown(name)} has something in a list, where a whole number from 0 on was expected");

            if (numbers.Count == MostAxes)
                throw Damaged($"{SafeTensorsHeader.Shown(name)} has more than {MostAxes} axes");

            numbers.Add(number);
        }

        return numbers;
    }

    /// <summary>The name of the next pair of an object; null at its end.</summary>
    private string? NextName()
    {
        reader.Read();
        return reader.TokenType == JsonTokenType.EndObject ? null : reader.GetString();
    }

    private void Expect(JsonTokenType type)
    {
        reader.Read();
        if (reader.TokenType != type)
            throw Damaged($"{reader.TokenType} stands at byte {reader.TokenStartIndex}, where {type} was expected");
    }

    private readonly InterchangeException Damaged(string problem) => new(file, $"is damaged: in its header {problem}");
}
