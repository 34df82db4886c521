@echo off
rem Runs any command of the tool; sets up .venv by itself the first time.
setlocal
set "HERE=%~dp0"
set "VENV=%HERE%.venv"
if exist "%VENV%\.siap" if exist "%VENV%\Scripts\ppid.exe" goto run
echo Menyiapkan .venv (sekali saja)... 1>&2
where py >nul 2>nul && (set "PY=py -3") || (set "PY=python")
if not exist "%VENV%\Scripts\python.exe" %PY% -m venv "%VENV%" || goto nopython
"%VENV%\Scripts\python.exe" -m pip install --quiet --disable-pip-version-check -e "%HERE%." || goto nopip
echo siap> "%VENV%\.siap"
:run
"%VENV%\Scripts\ppid.exe" %*
exit /b %errorlevel%
:nopython
echo Python 3.11 atau lebih baru tidak ditemukan. Pasang dulu dari python.org, lalu ulangi. 1>&2
exit /b 5
:nopip
echo Pustaka Python tidak dapat dipasang; periksa jaringan ke indeks paket, lalu ulangi. 1>&2
exit /b 5
