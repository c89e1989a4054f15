namespace Kiln.Interchange.Matlab;

/// <summary>A value that is in the file but not read: a sparse matrix, a function handle, an object of a MATLAB class. What stands beside it can be used.</summary>
public sealed class MatUnread : MatValue
{
    internal MatUnread(IReadOnlyList<int> dimensions, MatClass matClass)
        : base(dimensions) => Class = matClass;

    /// <summary>One such value.</summary>
    /// <param name="matClass">Its class.</param>
    public static MatUnread Of(MatClass matClass) => new([1, 1], matClass);

    /// <inheritdoc/>
    public override MatClass Class { get; }

    /// <summary>Why it is not read, and what to do.</summary>
    public string Reason => Class switch
    {
        MatClass.Sparse => "is a sparse matrix, which is not read; store full(x) instead",
        MatClass.FunctionHandle => "is a function handle, which is not read; store the numbers or names that it stands for",
        _ => "is an object of a MATLAB class, which is not read; store struct(x) instead",
    };
}
