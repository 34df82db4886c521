@echo off
rem Runs any command of the tool; sets up .venv by itself the first time, and again when this folder was moved or
rem pyproject.toml has changed.
setlocal
set "HERE=%~dp0"
set "VENV=%HERE%.venv"
set "PLACE="
if exist "%VENV%\.tempat" set /p PLACE=<"%VENV%\.tempat"
if not "%PLACE%"=="HERE=%HERE%" goto setup
fc /b "%HERE%pyproject.toml" "%VENV%\.siap" >nul 2>nul
if not errorlevel 1 goto run
:setup
set "IS_NEW=import sys; sys.exit(sys.version_info < (3, 11))"
set "PY=py -3"
%PY% -c "%IS_NEW%" >nul 2>nul
if errorlevel 1 set "PY=python"
%PY% -c "%IS_NEW%" >nul 2>nul
if errorlevel 1 goto nopython
echo Menyiapkan .venv (sekali saja)... 1>&2
if not exist "%VENV%\Scripts\python.exe" goto venv
"%VENV%\Scripts\python.exe" -c "%IS_NEW%" >nul 2>nul
if not errorlevel 1 goto install
:venv
%PY% -m venv --clear "%VENV%"
if errorlevel 1 goto novenv
:install
"%VENV%\Scripts\python.exe" -m pip install --quiet --disable-pip-version-check -e "%HERE%." 1>&2
if errorlevel 1 goto nopip
copy /y "%HERE%pyproject.toml" "%VENV%\.siap" >nul
set HERE>"%VENV%\.tempat"
:run
"%VENV%\Scripts\ppid.exe" %*
exit /b %errorlevel%
:nopython
echo Python 3.11 atau lebih baru tidak ditemukan. Pasang dulu dari python.org, lalu ulangi. 1>&2
exit /b 5
:novenv
echo Folder .venv tidak dapat dibuat; tutup Excel dan jendela lain yang memakai alat ini, lalu ulangi. 1>&2
exit /b 5
:nopip
echo Pustaka Python tidak dapat dipasang; periksa jaringan ke indeks paket, lalu ulangi. 1>&2
exit /b 5
