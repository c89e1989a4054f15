using System.Runtime.InteropServices;
using Kiln.Interchange.Matlab;
using Kiln.Models;
using Kiln.Numerics;
using Kiln.Pictures;

namespace Kiln.NativeLibrary;

/// <summary>The codes of <c>squeezenet.h</c>.</summary>
internal enum Code
{
    Ok = 0,
    BadArgument = 1,
    BadFile = 2,
    BadMachine = 3,
    Failed = 4,
}

/// <summary>Makes codes and texts of exceptions: none may leave through a function of C.</summary>
internal static class Failure
{
    /// <summary>What the last call of this thread that failed said; memory of C.</summary>
    [ThreadStatic]
    private static nint text;

    /// <summary>The text, which lives until the next failure of this thread.</summary>
    public static nint Text => text != 0 ? text : text = Marshal.StringToCoTaskMemUTF8("");

    /// <summary>Does something for C.</summary>
    public static int Guard(Action action)
    {
        try
        {
            action();
            return (int)Code.Ok;
        }
        catch (Exception e)
        {
            Marshal.FreeCoTaskMem(text);
            text = Marshal.StringToCoTaskMemUTF8(e.Message.ReplaceLineEndings(" "));
            return (int)CodeOf(e);
        }
    }

    private static Code CodeOf(Exception e) => e switch
    {
        ArgumentException => Code.BadArgument,
        MatException or PictureException or UserErrorException or IOException or UnauthorizedAccessException => Code.BadFile,
        VectorWidthException => Code.BadMachine,
        _ => Code.Failed,
    };
}
