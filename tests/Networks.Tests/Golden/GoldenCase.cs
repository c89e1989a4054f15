using System.Runtime.InteropServices;
using System.Text.Json;

namespace Kiln.Networks.Tests.Golden;

/// <summary>One case of the manifest.</summary>
/// <param name="json">Its entry.</param>
internal sealed class GoldenCase(JsonElement json)
{
    public string Name { get; } = json.GetProperty("name").GetString()!;

    public string Operator { get; } = json.GetProperty("op").GetString()!;

    /// <summary>Why Kiln has no such layer; null where it has.</summary>
    public string? Unsupported => Operator switch
    {
        "vl_nnconv" => HasTensor("w") ? null : "no filters",
        "vl_nnpool" or "vl_nnrelu" or "vl_nnsigmoid" or "vl_nnnormalize" or "vl_nnsoftmax" => null,
        "vl_nnbnorm" => HasTensor("moments_bwd") ? null : "kept moments that are differentiated",
        "vl_nnsoftmaxloss" => Dims("c")[2] == 2 && Dims("x")[0] == Dims("c")[0] ? "weights of labels" : null,
        "vl_nnloss" => HasTensor("instanceWeights") ? "weights of labels" : Text("loss") is "softmaxlog" or "classerror" ? null : Text("loss") == "topkerror" && !Has("topK") ? null : $"loss {Text("loss")}",
        _ => Operator,
    };

    public bool Has(string option) => json.GetProperty("options").TryGetProperty(option, out _);

    public string? Text(string option) => json.GetProperty("options").TryGetProperty(option, out JsonElement value) ? value.GetString() : null;

    public double Number(string option) => json.GetProperty("options").GetProperty(option).GetDouble();

    /// <summary>An option of several numbers.</summary>
    public double[] Fractions(string option) => [.. json.GetProperty("options").GetProperty(option).EnumerateArray().Select(number => number.GetDouble())];

    /// <summary>An option that is a number, or a matrix, whose rows these are.</summary>
    public double[][] Rows(string option) => json.GetProperty("options").GetProperty(option) is { ValueKind: JsonValueKind.Array } rows
        ? [.. rows.EnumerateArray().Select(row => row.EnumerateArray().Select(number => number.GetDouble()).ToArray())]
        : [[Number(option)]];

    /// <summary>An option of one number for all sides, or of one a side.</summary>
    public int[] Numbers(string option, int count, int unlessGiven)
    {
        if (!json.GetProperty("options").TryGetProperty(option, out JsonElement value))
            return [.. Enumerable.Repeat(unlessGiven, count)];

        return value.ValueKind == JsonValueKind.Array
            ? [.. value.EnumerateArray().Select(number => number.GetInt32())]
            : [.. Enumerable.Repeat(value.GetInt32(), count)];
    }

    public bool HasTensor(string name) => json.GetProperty("tensors").TryGetProperty(name, out JsonElement tensor) && tensor.ValueKind != JsonValueKind.Null;

    public int[] Dims(string name) => [.. json.GetProperty("tensors").GetProperty(name).GetProperty("dims").EnumerateArray().Select(dim => dim.GetInt32())];

    /// <summary>The numbers as stored: column-major.</summary>
    public float[] Stored(string name)
    {
        string file = json.GetProperty("tensors").GetProperty(name).GetProperty("file").GetString()!;
        return MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(Path.Combine(GoldenFolder.Path!, file))).ToArray();
    }

    /// <summary>Maps: rows, columns, channels, images in column-major order become images, rows, columns, channels.</summary>
    public float[] Maps(string name)
    {
        int[] d = Dims(name);
        float[] stored = Stored(name);
        return [.. from n in Range(d[3]) from y in Range(d[0]) from x in Range(d[1]) from c in Range(d[2]) select stored[y + (d[0] * (x + (d[1] * (c + (d[2] * n)))))]];
    }

    /// <summary>Filters: rows, columns, channels, filters in column-major order become the same with filters innermost.</summary>
    public float[] Filters(string name)
    {
        int[] d = Dims(name);
        float[] stored = Stored(name);
        return [.. from u in Range(d[0]) from v in Range(d[1]) from c in Range(d[2]) from k in Range(d[3]) select stored[u + (d[0] * (v + (d[1] * (c + (d[2] * k)))))]];
    }

    private static IEnumerable<int> Range(int count) => Enumerable.Range(0, count);
}
