Attribute VB_Name = "RunnerChecks"
Option Explicit

' Functions without arguments, for LibreOffice hands numbers over as zero; each tells what the runner says.

Public Function CheckCommandLine() As String
    CheckCommandLine = CommandLine("C:\Data Saya\python.exe", "terima_usulan", "rekap & laporan (2026).xlsx", _
                                   "65552", "C:\Users\petugas\AppData\Local\Temp\ppid-rad1.tmp")
End Function

Public Function CheckConfig() As String
    Dim content As String
    content = "# PPID" & vbCrLf & """LAIN"",""x""" & vbCrLf & _
        """interpreter_win"",""C:\Data Saya\python.exe""" & vbCrLf & """INTERPRETER_WIN"",""D:\kedua.exe"""
    CheckConfig = ConfigValue(content, "INTERPRETER_WIN")
End Function

Public Function CheckConfigWithout() As String
    CheckConfigWithout = "[" & ConfigValue("", "A") & ConfigValue("""A"",", "A") & ConfigValue("""A"",""", "A") & _
        ConfigValue("""A"",""""", "A") & ConfigValue("A,b", "A") & ConfigValue("""B"",""A""", "A") & "]"
End Function

Public Function CheckFullPaths() As String
    CheckFullPaths = Yes(IsFullPath("C:\py\python.exe")) & Yes(IsFullPath("d:\python.exe")) & "|" & _
        Yes(IsFullPath("python.exe")) & Yes(IsFullPath("..\python.exe")) & Yes(IsFullPath("\\server\python.exe")) & _
        Yes(IsFullPath("C:python.exe")) & Yes(IsFullPath("1:\x")) & Yes(IsFullPath("C:\%A%\x")) & _
        Yes(IsFullPath("C:\a""b")) & Yes(IsFullPath(""))
End Function

Public Function CheckNames() As String
    CheckNames = Yes(FitsCommandLine("rekap 100%.xlsx")) & Yes(FitsCommandLine("rekap & ""x"".xlsx")) & _
        Yes(FitsCommandLine("%TEMP%.xlsx")) & Yes(FitsCommandLine(""))
End Function

Public Function CheckUtf16() As String
    CheckUtf16 = Yes(IsUtf16(ChrW(255) & ChrW(254) & """" & ChrW(0))) & Yes(IsUtf16("""INTERPRETER_WIN"",""x""")) & _
        Yes(IsUtf16(""))
End Function

Public Function CheckShortText() As String
    CheckShortText = ShortText("pendek") & "|" & Len(ShortText(String(5000, "x"))) & "|" & _
        Right(ShortText(String(5000, "x")), 4)
End Function

Public Function CheckMac() As String
    CheckMac = Yes(IsMac("Macintosh (Intel) 10.16")) & Yes(IsMac("Windows (64-bit) NT 10.00")) & _
        Yes(IsMac(Application.OperatingSystem))
End Function

' WScript.Shell does not exist here: the failure is told and the status bar is given back.
Public Function CheckFailure() As String
    CheckFailure = FailureOf("periksa", "Periksa") & "|" & Application.StatusBar
End Function

Private Function Yes(ByVal answer As Boolean) As String
    Dim mark As String
    mark = "-"
    If answer Then mark = "y"
    Yes = mark
End Function
