using System;
using System.Collections.Generic;
using System.Linq;

namespace Kiln.Generator.Planning.Cpu.Fast;

/// <summary>
/// The matrices of the minimal filtering algorithm F(m, r): m outputs of an r-tap correlation from m + r − 1 multiplications,
/// <c>y = Aᵀ[(G g) ⊙ (Bᵀ d)]</c>, and in two dimensions <c>Y = Aᵀ[(G g Gᵀ) ⊙ (Bᵀ d B)]A</c>.
/// </summary>
/// <remarks>
/// Toom-Cook construction (Winograd 1980; Lavin and Gray 2015, arXiv:1509.09308): the polynomials are evaluated at m + r − 2 finite points and at
/// infinity. The points are small, since the error grows with their powers. Transposed, the same matrices give the gradients: by the input
/// <c>B[(G g Gᵀ) ⊙ (A p Aᵀ)]Bᵀ</c>, by the filter <c>Gᵀ[(Bᵀ d B) ⊙ (A p Aᵀ)]G</c>.
/// </remarks>
internal sealed record Winograd
{
    private static readonly double[] Points = [0, 1, -1, 2, -2, 0.5, -0.5];

    /// <summary>The most multiplications along a side for which there are points.</summary>
    public const int LargestTile = 8;

    public Winograd(int outputs, int taps)
    {
        if (outputs + taps - 1 > LargestTile)
            throw new ArgumentOutOfRangeException(nameof(outputs), $"F({outputs}, {taps}) needs more than {Points.Length} points");

        Outputs = outputs;
        Taps = taps;
        double[] points = [.. Points.Take(Tile - 1)];
        Output = Matrix(nameof(Output), "Aᵀ", outputs, Tile, (i, j) => j < points.Length ? Math.Pow(points[j], i) : i == outputs - 1 ? 1 : 0);
        Filter = Matrix(nameof(Filter), "G", Tile, taps, (j, k) => j < points.Length ? Math.Pow(points[j], k) / Norm(points, j) : k == taps - 1 ? 1 : 0);
        double[][] rows = [.. Enumerable.Range(0, Tile).Select(j => Polynomial(points.Where((_, l) => l != j)))];
        Input = Matrix(nameof(Input), "Bᵀ", Tile, Tile, (j, i) => i < rows[j].Length ? rows[j][i] : 0);
    }

    /// <summary>m: outputs along a side.</summary>
    public int Outputs { get; }

    /// <summary>r: taps along a side.</summary>
    public int Taps { get; }

    /// <summary>m + r − 1: inputs, and multiplications, along a side.</summary>
    public int Tile => Outputs + Taps - 1;

    /// <summary>Multiplications of a tile.</summary>
    public int Multiplies => Tile * Tile;

    /// <summary>Tiles along a side of outputs; the last may reach beyond the map.</summary>
    public int Tiles(int extent) => (extent + Outputs - 1) / Outputs;

    /// <summary>How far the last tile reaches beyond the outputs: as far beyond the padded input, where it reads zeros.</summary>
    public int Overhang(int extent) => (Tiles(extent) * Outputs) - extent;

    /// <summary>Aᵀ, m × tile.</summary>
    public TransformMatrix Output { get; }

    /// <summary>G, tile × r.</summary>
    public TransformMatrix Filter { get; }

    /// <summary>Bᵀ, tile × tile.</summary>
    public TransformMatrix Input { get; }

    /// <summary>A, which takes the gradient of the outputs.</summary>
    public TransformMatrix OutputGradient => Output.Transposed(nameof(OutputGradient), "A");

    /// <summary>Gᵀ, which gives the gradient of the filter.</summary>
    public TransformMatrix FilterGradient => Filter.Transposed(nameof(FilterGradient), "Gᵀ");

    /// <summary>B, which gives the gradient of the inputs.</summary>
    public TransformMatrix InputGradient => Input.Transposed(nameof(InputGradient), "B");

    public bool Equals(Winograd? other) => other is not null && (Outputs, Taps) == (other.Outputs, other.Taps);

    public override int GetHashCode() => (Outputs * 31) + Taps;

    /// <summary>The end of a C# name.</summary>
    public string Suffix => FormattableString.Invariant($"F{Outputs}_{Taps}");

    public override string ToString() => FormattableString.Invariant($"F({Outputs}×{Outputs}, {Taps}×{Taps})");

    private static double Norm(double[] points, int j) =>
        points.Where((_, l) => l != j).Aggregate(1.0, (product, point) => product * (points[j] - point));

    /// <summary>Coefficients of Π (x − root), the constant first.</summary>
    private static double[] Polynomial(IEnumerable<double> roots) => roots.Aggregate(
        new double[] { 1 },
        (coefficients, root) =>
        [
            .. Enumerable.Range(0, coefficients.Length + 1).Select(power =>
                (power > 0 ? coefficients[power - 1] : 0) - (power < coefficients.Length ? root * coefficients[power] : 0)),
        ]);

    private TransformMatrix Matrix(string role, string symbol, int rows, int columns, Func<int, int, double> value)
    {
        double[,] matrix = new double[rows, columns];
        for (int i = 0; i < rows; i++)
            for (int j = 0; j < columns; j++)
                matrix[i, j] = value(i, j);

        return new TransformMatrix(this, role, symbol, matrix);
    }
}
