// KILN0104 at: Network
// Net derives from Base, but the compiler chooses the base class; remove Base (interfaces may stay)
using Kiln;

public static class Bases
{
    public class Base;

    public interface INothing;
}

[Network]
public sealed partial class Net : Bases.Base, Bases.INothing
{
    [Input(8, 8, 1)] public partial Layer Image { get; }
    [Conv(3, 3, 4)] public partial ConvLayer Conv1 { get; }
}
