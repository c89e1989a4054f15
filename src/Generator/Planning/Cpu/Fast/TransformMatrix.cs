namespace Kiln.Generator.Planning.Cpu.Fast;

/// <summary>One matrix of an algorithm.</summary>
/// <param name="Algorithm">The algorithm.</param>
/// <param name="Role">What it transforms, or what it gives.</param>
/// <param name="Symbol">Its name in formulas.</param>
/// <param name="Values">Rows by columns.</param>
internal sealed record TransformMatrix(Winograd Algorithm, string Role, string Symbol, double[,] Values)
{
    public int Rows => Values.GetLength(0);

    public int Columns => Values.GetLength(1);

    public double this[int row, int column] => Values[row, column];

    public TransformMatrix Transposed(string role, string symbol)
    {
        double[,] transposed = new double[Columns, Rows];
        for (int i = 0; i < Rows; i++)
            for (int j = 0; j < Columns; j++)
                transposed[j, i] = Values[i, j];

        return new TransformMatrix(Algorithm, role, symbol, transposed);
    }
}
